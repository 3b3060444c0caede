package io.steelyard.gateway.kiosk;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;

/** A text as a QR code, drawn as SVG. */
final class QrImage {
    /** Without it a camera does not find the code. */
    private static final int QUIET_MODULES = 4;

    private QrImage() {}

    static byte[] of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int size = code.size + 2 * QUIET_MODULES;
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size
                + "\" shape-rendering=\"crispEdges\"><rect width=\"" + size + "\" height=\"" + size
                + "\" fill=\"#fff\"/><path fill=\"#000\" d=\"");
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    svg.append('M').append(x + QUIET_MODULES).append(' ').append(y + QUIET_MODULES).append("h1v1h-1z");
                }
            }
        }
        return svg.append("\"/></svg>\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
