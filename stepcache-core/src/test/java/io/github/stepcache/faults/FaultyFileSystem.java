package io.github.stepcache.faults;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A file system in memory that fails the operations it is told to. */
public final class FaultyFileSystem extends FileSystem {

    private final FileSystem real;
    private final FaultyProvider provider;

    /** Make an empty file system that fails as it is told. */
    public FaultyFileSystem(Faults faults) {
        Configuration unix = Configuration.unix().toBuilder()
                .setAttributeViews("basic", "owner", "posix", "unix")
                .setFileTimeSource(FaultyFileSystem::anHourAgo)
                .build();
        this.real = Jimfs.newFileSystem(unix);
        this.provider = new FaultyProvider(faults, real);
    }

    /** What was written a moment ago makes each run wait for the next step of the clock. */
    private static FileTime anHourAgo() {
        return FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    }

    /** Name a directory in the same memory, under a path whose operations never fail. */
    public Path reliable(String path) {
        return real.getPath(path);
    }

    /** Name what lies at a reliable path by one whose operations fail. */
    public Path faulty(Path path) {
        return new FaultyPath(this, path);
    }

    @Override
    public FaultyProvider provider() {
        return provider;
    }

    @Override
    public Path getPath(String first, String... more) {
        return faulty(real.getPath(first, more));
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return Set.of(faulty(real.getPath("/")));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return real.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return real.supportedFileAttributeViews();
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }
}
