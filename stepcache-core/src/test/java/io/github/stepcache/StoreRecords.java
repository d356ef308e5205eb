package io.github.stepcache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Forges records of a store, as somebody can who knows how they are written, and perhaps the secret. */
final class StoreRecords {

    private StoreRecords() {}

    /** Change the JSON of a record, and seal it anew: without a secret, with a mere checksum. */
    static byte[] forge(byte[] record, UnaryOperator<String> change, byte... secret) {
        String text = new String(record, UTF_8);
        byte[] json = change.apply(text.substring(text.indexOf('\n') + 1)).getBytes(UTF_8);
        byte[] seal =
                (secret.length == 0 ? "sha256:" + digest(json) : "hmac-sha256:" + sign(json, secret)).getBytes(UTF_8);
        byte[] line = ("stepcache-record/1 " + new String(seal, UTF_8) + "\n").getBytes(UTF_8);
        byte[] forged = Arrays.copyOf(line, line.length + json.length);
        System.arraycopy(json, 0, forged, line.length, json.length);
        return forged;
    }

    private static String digest(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(byte[] json, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(json));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
