package io.steelyard.gateway.field;

import io.steelyard.gateway.journal.PemFile;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Asks an authority for a certificate (PKCS#10, RFC 2986): the gateway's name, its public key, signed by the private one. The key is
 * of NIST's curve P-256, which every authority and broker takes.
 */
final class CertificateRequest {
    private CertificateRequest() {}

    static KeyPair newKey() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** The request as a PEM file. */
    static byte[] pem(String gateway, String city, KeyPair key) throws GeneralSecurityException {
        try {
            var info = new CertificationRequestInfo(name(gateway, city),
                    SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()),
                    new DERSet(new ASN1EncodableVector()));
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(info.getEncoded("DER"));
            var request = new CertificationRequest(info,
                    new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256),
                    new DERBitString(signature.sign()));
            return PemFile.pem("CERTIFICATE REQUEST", request.getEncoded("DER"));
        } catch (IOException impossible) {
            throw new IllegalStateException("what was built from keys and names encodes itself", impossible);
        }
    }

    private static X500Name name(String gateway, String city) {
        return new X500NameBuilder().addRDN(BCStyle.L, city).addRDN(BCStyle.CN, gateway).build();
    }
}
