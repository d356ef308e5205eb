package io.github.stepcache.autoconfigure;

import io.github.stepcache.autoconfigure.StoreProperties.Http;
import io.github.stepcache.autoconfigure.StoreProperties.Remote;
import io.github.stepcache.autoconfigure.StoreProperties.S3;
import io.github.stepcache.store.RemoteStore;
import io.github.stepcache.store.http.HttpStore;
import io.github.stepcache.store.s3.S3Store;
import io.github.stepcache.store.s3.S3StoreBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Makes the remote stores that the settings name. */
final class RemoteStores {

    /** Of a library that need not be there. */
    static final String S3_CLIENT = "software.amazon.awssdk.services.s3.S3Client";

    private RemoteStores() {}

    /** In the order in which they are asked. */
    static List<RemoteStore> of(Remote remote, @Nullable ClassLoader loader) {
        List<RemoteStore> stores = new ArrayList<>();
        if (remote.http().url() != null) {
            stores.add(behindHttp(remote.http().url(), remote));
        }
        if (remote.s3().bucket() != null) {
            if (!ClassUtils.isPresent(S3_CLIENT, loader)) {
                throw new S3LibraryMissingException();
            }
            stores.add(inBucket(remote.s3().bucket(), remote));
        }
        return stores;
    }

    private static RemoteStore behindHttp(String url, Remote remote) {
        Http settings = remote.http();
        HttpStore.Builder store = HttpStore.at(URI.create(url)).timeout(remote.timeout());
        if (settings.username() != null && settings.password() != null) {
            store.basic(settings.username(), settings.password());
        } else if (settings.token() != null) {
            store.bearer(settings.token());
        }
        return store.build();
    }

    private static RemoteStore inBucket(String bucket, Remote remote) {
        S3 settings = remote.s3();
        S3StoreBuilder store = S3Store.in(bucket)
                .prefix(settings.prefix())
                .pathStyle(settings.pathStyle())
                .checksums(settings.checksums())
                .timeout(remote.timeout())
                .connections(remote.connections());
        if (settings.endpoint() != null) {
            store.endpoint(URI.create(settings.endpoint()));
        }
        if (settings.region() != null) {
            store.region(settings.region());
        }
        if (settings.accessKey() != null && settings.secretKey() != null) {
            store.credentials(settings.accessKey(), settings.secretKey());
        }
        return store.build();
    }
}
