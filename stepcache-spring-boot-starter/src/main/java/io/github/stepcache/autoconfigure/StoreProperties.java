package io.github.stepcache.autoconfigure;

import io.github.stepcache.store.s3.S3Checksums;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the store of outputs. None of these records shows a credential as text, and no message about a wrong value
 * has one in it.
 *
 * @param enabled Whether to keep the outputs of steps, and to bring them back instead of running a step again.
 * @param directory Directory that keeps outputs, relative to the base directory.
 * @param maxSize How large the directory may become; what was used least recently goes first.
 * @param maxAge How long what nobody uses is kept. By default, only the size counts.
 * @param secret Text that records are signed with; only records that are signed with the same one are believed. By default,
 *     records are not signed.
 * @param remote Stores that several machines share, asked after the directory.
 */
public record StoreProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue(".stepcache/store") String directory,
        @DefaultValue("10GB") DataSize maxSize,
        @Nullable Duration maxAge,
        @Nullable String secret,
        @DefaultValue Remote remote) {

    /**
     * Check the values that their types leave open.
     *
     * @throws InvalidConfigurationPropertyValueException if one is refused
     * @throws InvalidStorePropertyException if one is refused that may hold a credential
     */
    public StoreProperties {
        StoreSettings.checkDirectory(directory);
        if (maxSize.toBytes() <= 0) {
            throw new InvalidConfigurationPropertyValueException(
                    StoreSettings.PREFIX + "max-size", maxSize, "It must be more than zero.");
        }
        if (maxAge != null) {
            StoreSettings.checkPositive("max-age", maxAge);
        }
        if (secret != null && secret.isBlank()) {
            throw new InvalidStorePropertyException(
                    StoreSettings.PREFIX + "secret",
                    "It is empty, and records would be believed that nobody signed."
                            + " Remove the property if that is what you want.");
        }
    }

    @Override
    public String toString() {
        return "StoreProperties[enabled=" + enabled + ", directory=" + directory + ", maxSize=" + maxSize + ", maxAge="
                + maxAge + ", secret=" + StoreSettings.masked(secret) + ", remote=" + remote + ']';
    }

    /**
     * Stores that several machines share.
     *
     * @param push Whether to write to them, too. By default, they are only read.
     * @param timeout How long to wait for a connection, and for the next bytes.
     * @param attempts How often to try what fails for a reason that may pass.
     * @param connections How many files are moved at once.
     * @param http A server that is read with GET and written with PUT.
     * @param s3 A bucket of S3, or of a server that is compatible.
     */
    public record Remote(
            @DefaultValue("false") boolean push,
            @DefaultValue("10s") Duration timeout,
            @DefaultValue("3") int attempts,
            @DefaultValue("8") int connections,
            @DefaultValue Http http,
            @DefaultValue S3 s3) {

        /**
         * Check the values that their types leave open.
         *
         * @throws InvalidConfigurationPropertyValueException if one is refused
         */
        public Remote {
            StoreSettings.checkPositive("remote.timeout", timeout);
            StoreSettings.checkAtLeastOne("remote.attempts", attempts);
            StoreSettings.checkAtLeastOne("remote.connections", connections);
        }
    }

    /**
     * A server that is read with GET and written with PUT.
     *
     * @param url Address of the HTTP store, below which it has /ac/ and /cas/. By default, there is none.
     * @param username User name for the HTTP store.
     * @param password Password for the HTTP store.
     * @param token Bearer token for the HTTP store, instead of a user name and a password.
     */
    public record Http(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable String token) {

        /**
         * Take empty values for none, and check the others.
         *
         * @throws InvalidStorePropertyException if one is refused
         */
        public Http {
            url = StoreSettings.orNull(url);
            username = StoreSettings.orNull(username);
            password = StoreSettings.orNull(password);
            token = StoreSettings.orNull(token);
            if (url != null) {
                StoreSettings.checkUrl("remote.http.url", url);
            }
            StoreSettings.checkNoControls("remote.http.username", username);
            StoreSettings.checkNoControls("remote.http.password", password);
            StoreSettings.checkVisible("remote.http.token", token);
            if (username != null && username.contains(":")) {
                throw new InvalidStorePropertyException(
                        StoreSettings.PREFIX + "remote.http.username",
                        "It has a colon in it, where a password begins.");
            }
            StoreSettings.checkPair("remote.http.username", username, "remote.http.password", password);
            StoreSettings.checkNeeds("remote.http.username", username, "remote.http.url", url);
            StoreSettings.checkNeeds("remote.http.token", token, "remote.http.url", url);
            if (username != null && token != null) {
                throw new InvalidStorePropertyException(
                        StoreSettings.PREFIX + "remote.http.token",
                        "There can be a token or a user name, but not both.");
            }
        }

        @Override
        public String toString() {
            return "Http[url=" + url + ", username=" + StoreSettings.masked(username) + ", password="
                    + StoreSettings.masked(password) + ", token=" + StoreSettings.masked(token) + ']';
        }
    }

    /**
     * A bucket of S3, or of a server that is compatible.
     *
     * @param bucket Name of the bucket. By default, there is none.
     * @param prefix What the names of objects in the bucket begin with, without a slash at its ends.
     * @param endpoint Address of a server that is compatible with S3. By default, that of AWS in the region.
     * @param region Region of the bucket. By default, as the AWS SDK finds it; us-east-1 where there is an endpoint.
     * @param pathStyle Whether the name of the bucket is part of the path and not of the host, as for most servers other than
     *     those of AWS.
     * @param accessKey Access key. By default, credentials are those that the AWS SDK finds.
     * @param secretKey Secret key.
     * @param checksums When requests have checksums of the newer kinds, which older servers do not know. Content is compared
     *     with its hash in any case.
     */
    public record S3(
            @Nullable String bucket,
            @DefaultValue("") String prefix,
            @Nullable String endpoint,
            @Nullable String region,
            @DefaultValue("false") boolean pathStyle,
            @Nullable String accessKey,
            @Nullable String secretKey,
            @DefaultValue("when-supported") S3Checksums checksums) {

        /**
         * Take empty values for none, and check the others.
         *
         * @throws InvalidStorePropertyException if one is refused
         */
        public S3 {
            bucket = StoreSettings.orNull(bucket);
            endpoint = StoreSettings.orNull(endpoint);
            region = StoreSettings.orNull(region);
            accessKey = StoreSettings.orNull(accessKey);
            secretKey = StoreSettings.orNull(secretKey);
            if (endpoint != null) {
                StoreSettings.checkUrl("remote.s3.endpoint", endpoint);
            }
            StoreSettings.checkVisible("remote.s3.access-key", accessKey);
            StoreSettings.checkVisible("remote.s3.secret-key", secretKey);
            StoreSettings.checkPair("remote.s3.access-key", accessKey, "remote.s3.secret-key", secretKey);
            StoreSettings.checkNeeds("remote.s3.access-key", accessKey, "remote.s3.bucket", bucket);
            StoreSettings.checkNeeds("remote.s3.endpoint", endpoint, "remote.s3.bucket", bucket);
        }

        @Override
        public String toString() {
            return "S3[bucket=" + bucket + ", prefix=" + prefix + ", endpoint=" + endpoint + ", region=" + region
                    + ", pathStyle=" + pathStyle + ", accessKey=" + StoreSettings.masked(accessKey) + ", secretKey="
                    + StoreSettings.masked(secretKey) + ", checksums=" + checksums + ']';
        }
    }
}
