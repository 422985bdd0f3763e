package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.HashSet;
import java.util.Set;

/** An opened Maildir where some operations on it and on its tmp are done and then fail, as on a broken disk. */
final class FaultyFolder {
    private final SecureDirectoryStream<Path> real;
    private final Set<String> faults;
    private boolean isClosed;

    private FaultyFolder(SecureDirectoryStream<Path> real, Set<String> faults) {
        this.real = real;
        this.faults = new HashSet<>(faults);
    }

    /** {@code faults}: names of methods. */
    static FaultyFolder of(Path folder, String... faults) throws IOException {
        return new FaultyFolder((SecureDirectoryStream<Path>) Files.newDirectoryStream(folder), Set.of(faults));
    }

    void failFromNowOn(String method) {
        faults.add(method);
    }

    boolean isClosed() {
        return isClosed;
    }

    SecureDirectoryStream<Path> stream() {
        return proxy(real);
    }

    @SuppressWarnings("unchecked")
    private SecureDirectoryStream<Path> proxy(Object folder) {
        return (SecureDirectoryStream<Path>)
                proxy(SecureDirectoryStream.class, (self, method, arguments) -> call(folder, method, arguments));
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(FaultyFolder.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private Object call(Object folder, Method method, Object[] arguments) throws Throwable {
        isClosed |= method.getName().equals("close");
        Object result = callReal(folder, method, arguments);
        if (!faults.contains(method.getName())) {
            // Not for new: the JDK renames only between folders of its own.
            return method.getName().equals("newDirectoryStream") && arguments[0].equals(Path.of("tmp/."))
                    ? proxy(result)
                    : result;
        }
        if (method.getName().equals("getFileAttributeView")) {
            return proxy(PosixFileAttributeView.class, (self, called, none) -> {
                throw new IOException("broken");
            });
        }
        throw new IOException("broken");
    }

    private static Object callReal(Object folder, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(folder, arguments);
        } catch (InvocationTargetException e) {
            if (method.getName().equals("deleteFile") && e.getCause() instanceof NoSuchFileException) {
                return "nothing to delete";
            }
            throw e.getCause();
        }
    }
}
