package io.github.stepcache.faults;

import static io.github.stepcache.faults.FaultyPath.real;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does what the file system in memory does, unless an operation is to fail. */
final class FaultyProvider extends FileSystemProvider {

    private final Faults faults;
    private final FileSystemProvider real;
    private final Path standIn;

    FaultyProvider(Faults faults, FileSystem real) {
        this.faults = faults;
        this.real = real.provider();
        this.standIn = real.getPath("/directory");
    }

    /** An operation on the file system in memory. */
    interface Operation<T> {
        T run() throws IOException;
    }

    <T> T call(String name, Operation<T> operation) throws IOException {
        faults.before(name);
        T result = operation.run();
        faults.after(name);
        return result;
    }

    private void change(String name, Operation<?> operation) throws IOException {
        call(name, () -> String.valueOf(operation.run()));
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        faults.before((options.contains(StandardOpenOption.WRITE) ? "open to write " : "open to read ") + path);
        // A directory cannot be opened in memory, and is only ever opened to be forced to the disk.
        boolean directory = Files.isDirectory(real(path));
        FileChannel channel = directory
                ? real.newFileChannel(standIn, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))
                : real.newFileChannel(real(path), options, attributes);
        return new FaultyChannel(faults, path.toString(), channel);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        FaultyFileSystem files = (FaultyFileSystem) directory.getFileSystem();
        faults.before("list " + directory);
        return new Listing(
                real.newDirectoryStream(real(directory), entry -> filter.accept(files.faulty(entry))), files);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        change("createDirectory " + directory, () -> Files.createDirectory(real(directory), attributes));
    }

    @Override
    public void delete(Path path) throws IOException {
        change("delete " + path, () -> {
            real.delete(real(path));
            return true;
        });
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        change("move " + source + " to " + target, () -> Files.move(real(source), real(target), options));
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return call("isSameFile " + path, () -> real.isSameFile(real(path), real(other)));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return call("isHidden " + path, () -> real.isHidden(real(path)));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return call("getFileStore " + path, () -> real.getFileStore(real(path)));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        change("checkAccess " + path, () -> {
            real.checkAccess(real(path), modes);
            return true;
        });
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        FaultyFileSystem files = (FaultyFileSystem) link.getFileSystem();
        return files.faulty(call("readSymbolicLink " + link, () -> real.readSymbolicLink(real(link))));
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        @Nullable V view = real.getFileAttributeView(real(path), type, options);
        if (view == null) {
            return null;
        }
        InvocationHandler faulty = (proxy, method, arguments) -> {
            faults.before(method.getName() + " " + path);
            Object result;
            try {
                result = method.invoke(view, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            faults.after(method.getName() + " " + path);
            return result;
        };
        return type.cast(Proxy.newProxyInstance(FaultyProvider.class.getClassLoader(), new Class<?>[] {type}, faulty));
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return call("readAttributes " + path, () -> real.readAttributes(real(path), type, options));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return call("readAttributes " + path, () -> real.readAttributes(real(path), attributes, options));
    }

    @Override
    public void setAttribute(Path path, String attribute, @Nullable Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    /** What is in a directory; each step to the next entry is an operation. */
    private final class Listing implements DirectoryStream<Path> {

        private final DirectoryStream<Path> entries;
        private final FaultyFileSystem files;

        Listing(DirectoryStream<Path> entries, FaultyFileSystem files) {
            this.entries = entries;
            this.files = files;
        }

        @Override
        public Iterator<Path> iterator() {
            Iterator<Path> found = entries.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    try {
                        faults.before("list on");
                        return found.hasNext();
                    } catch (IOException e) {
                        throw new DirectoryIteratorException(e);
                    }
                }

                @Override
                public Path next() {
                    return files.faulty(found.next());
                }
            };
        }

        @Override
        public void close() throws IOException {
            entries.close();
            faults.before("end list");
        }
    }
}
