package io.github.stepcache.store.s3;

import io.github.stepcache.step.Quoted;
import io.github.stepcache.store.StoreException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Says in words what went wrong, and what to mend. Texts that a server sends are left out, but for the code of the error: some
 * servers repeat what they got.
 */
final class S3Answer {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9.]{1,64}");
    private static final Set<String> PASSING =
            Set.of("RequestTimeout", "SlowDown", "Throttling", "ThrottlingException", "OperationAborted");

    private static final String WRONG_REGION = "The bucket is in another region: check the region";
    private static final String OLD_CREDENTIALS = "The credentials are no longer valid, or were never: renew them";

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("NoSuchBucket", "There is no such bucket: check its name, the endpoint and path style"),
            Map.entry("InvalidBucketName", "That can be no name of a bucket: check it"),
            Map.entry("InvalidAccessKeyId", "The access key is not known there: check it, and the endpoint"),
            Map.entry("SignatureDoesNotMatch", "The secret key is wrong, or a proxy changes requests: check the key"),
            Map.entry("RequestTimeTooSkewed", "The clock of this machine and that of the server differ: set them"),
            Map.entry("ExpiredToken", OLD_CREDENTIALS),
            Map.entry("InvalidToken", OLD_CREDENTIALS),
            Map.entry(
                    "AccessDenied",
                    "Access is denied: allow s3:GetObject and s3:ListBucket (without which nobody is told that"
                            + " something is not there), and s3:PutObject to write"),
            Map.entry("PermanentRedirect", WRONG_REGION),
            Map.entry("AuthorizationHeaderMalformed", WRONG_REGION),
            Map.entry("IllegalLocationConstraintException", WRONG_REGION),
            Map.entry("EntityTooLarge", "The file is larger than the server takes in one request"),
            Map.entry("NotImplemented", "The server does not know how: checksums when required may help"));

    private S3Answer() {}

    /** Tell whether a server says that it has nothing of a name. */
    static boolean isAbsent(SdkException e) {
        return e instanceof SdkServiceException service
                && service.statusCode() == 404
                && !code(service).equals("NoSuchBucket");
    }

    /** The code of the error, or nothing if there is none that looks like one. */
    static String code(SdkServiceException e) {
        if (e instanceof AwsServiceException aws) {
            @Nullable AwsErrorDetails details = aws.awsErrorDetails();
            @Nullable String code = details == null ? null : details.errorCode();
            return code != null && CODE.matcher(code).matches() ? code : "";
        }
        return "";
    }

    /** Make of what the SDK throws what a store throws. */
    static IOException of(SdkException e) {
        if (e instanceof SdkServiceException service) {
            return of(service.statusCode(), code(service));
        }
        if (e instanceof AbortedException) {
            return new InterruptedIOException("The thread was interrupted");
        }
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return new IOException("No answer in time");
        }
        for (@Nullable Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException trouble) {
                return new IOException(words(trouble), e);
            }
        }
        return unusable(e);
    }

    /** Say that no request can be made at all. The SDK's texts for that name settings and places to look at, no secrets. */
    static StoreException unusable(RuntimeException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("credentials")) {
            return new StoreException(
                    "No credentials were found: set an access key and a secret key, or what the AWS SDK looks for",
                    false);
        }
        if (text.contains("HTTP client")) {
            return new StoreException("No HTTP client of the AWS SDK is there: add its apache5-client", false);
        }
        if (text.contains("region")) {
            return new StoreException("No region was found: set one, or an endpoint", false);
        }
        return new StoreException("No request can be made: " + e.getClass().getSimpleName(), false);
    }

    private static String words(IOException trouble) {
        return trouble.getClass().getSimpleName() + ": " + Quoted.line(String.valueOf(trouble.getMessage()));
    }

    private static IOException of(int status, String code) {
        boolean passing = PASSING.contains(code) || status == 408 || status == 429 || (status >= 500 && status != 501);
        String what = code.isEmpty() ? "It answered " + status : "It answered " + status + ' ' + code;
        @Nullable String advice = ADVICE.get(code);
        return new StoreException(
                advice == null
                        ? what + general(status)
                        : advice + " (it answered " + status + (code.isEmpty() ? "" : " " + code) + ')',
                passing);
    }

    private static String general(int status) {
        return switch (status) {
            case 401, 403 -> ": check the credentials, what they allow, and the clock of this machine";
            case 301, 307 -> ": check the region and the endpoint";
            default -> "";
        };
    }
}
