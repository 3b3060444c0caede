package io.steelyard.gateway.journal;

import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.util.Optional;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Checks signatures by one key, which is decoded once and not for every fact. Any thread. */
final class FactVerifier {
    /** Empty when it is no point of the curve: nothing it could have signed. */
    private final Optional<AsymmetricKeyParameter> key;

    FactVerifier(PublicKey key) {
        this.key = decoded(key);
    }

    private static Optional<AsymmetricKeyParameter> decoded(PublicKey key) {
        try {
            return Optional.of(FactSigner.usable(key));
        } catch (InvalidKeyException checkedWhenRead) {
            return Optional.empty();
        }
    }

    /** Whether the key's owner signed exactly these bytes. Malformed signatures are simply false. */
    boolean verifies(byte[] bytes, byte[] signed) {
        return key.isPresent() && verifies(key.get(), bytes, signed);
    }

    private static boolean verifies(AsymmetricKeyParameter key, byte[] bytes, byte[] signed) {
        var verifier = new Ed25519Signer();
        verifier.init(false, key);
        verifier.update(bytes, 0, bytes.length);
        return verifier.verifySignature(signed);
    }
}
