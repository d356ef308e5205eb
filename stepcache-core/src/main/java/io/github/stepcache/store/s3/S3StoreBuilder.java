package io.github.stepcache.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Collects what an {@link S3Store} is built with; not safe for use by many threads. */
public final class S3StoreBuilder {

    private static final Region ANY_REGION = Region.US_EAST_1;

    private final String bucket;
    private String prefix = "";
    private Optional<URI> endpoint = Optional.empty();
    private Optional<Region> region = Optional.empty();
    private Optional<AwsBasicCredentials> credentials = Optional.empty();
    private S3Checksums checksums = S3Checksums.WHEN_SUPPORTED;
    private boolean pathStyle;
    private Duration timeout = Duration.ofSeconds(10);
    private int connections = 8;

    S3StoreBuilder(String bucket) {
        this.bucket = bucket;
    }

    /**
     * Set what the names of objects begin with; by default, nothing.
     *
     * @param text the prefix; slashes at its ends do not count
     * @return this builder
     */
    public S3StoreBuilder prefix(String text) {
        this.prefix = text;
        return this;
    }

    /**
     * Set the address of a server that is compatible with S3; by default, it is that of AWS in the region.
     *
     * @param address the address
     * @return this builder
     */
    public S3StoreBuilder endpoint(URI address) {
        this.endpoint = Optional.of(address);
        return this;
    }

    /**
     * Set the region of the bucket; by default, it is the one that the AWS SDK finds, and any where there is an endpoint.
     *
     * @param name its name, such as {@code eu-central-1}
     * @return this builder
     */
    public S3StoreBuilder region(String name) {
        this.region = Optional.of(Region.of(name));
        return this;
    }

    /**
     * Set credentials; by default, they are those that the AWS SDK finds.
     *
     * @param accessKey the access key
     * @param secretKey the secret key
     * @return this builder
     */
    public S3StoreBuilder credentials(String accessKey, String secretKey) {
        this.credentials = Optional.of(AwsBasicCredentials.create(accessKey, secretKey));
        return this;
    }

    /**
     * Set when requests have checksums of the newer kinds; by default, wherever the SDK can.
     *
     * @param when when they have
     * @return this builder
     */
    public S3StoreBuilder checksums(S3Checksums when) {
        this.checksums = when;
        return this;
    }

    /**
     * Set whether the name of the bucket is part of the path and not of the host; by default, it is not, unless the host is
     * an address in numbers.
     *
     * @param on whether it is
     * @return this builder
     */
    public S3StoreBuilder pathStyle(boolean on) {
        this.pathStyle = on;
        return this;
    }

    /**
     * Set how long to wait for a connection, and for the next bytes either way; by default, ten seconds.
     *
     * @param time how long, more than zero
     * @return this builder
     */
    public S3StoreBuilder timeout(Duration time) {
        this.timeout = time;
        return this;
    }

    /**
     * Set how many calls there can be at once; by default, eight.
     *
     * @param count how many, at least one
     * @return this builder
     */
    public S3StoreBuilder connections(int count) {
        this.connections = count;
        return this;
    }

    /**
     * Build the store. No connection is made.
     *
     * @return the store
     */
    public S3Store build() {
        S3ClientBuilder client = S3Client.builder();
        Duration patience = timeout;
        int atOnce = connections;
        boolean inChunks = checksums == S3Checksums.WHEN_SUPPORTED;
        client.httpClientBuilder(defaults -> StallGuard.around(patience, atOnce, defaults))
                // Whoever uses the store tries again.
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(inChunks)
                        .build())
                .forcePathStyle(pathStyle)
                .requestChecksumCalculation(
                        inChunks ? RequestChecksumCalculation.WHEN_SUPPORTED : RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(
                        inChunks
                                ? ResponseChecksumValidation.WHEN_SUPPORTED
                                : ResponseChecksumValidation.WHEN_REQUIRED);
        endpoint.ifPresent(client::endpointOverride);
        region.or(() -> endpoint.map(address -> ANY_REGION)).ifPresent(client::region);
        credentials.map(StaticCredentialsProvider::create).ifPresent(client::credentialsProvider);
        return S3Store.of(bucket, prefix, S3Connection.lazy(client::build));
    }
}
