package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * An opened folder, and those in it, that note what is done to the files, in order: what a power cut would leave can be told
 * by that. Calls can be made to fail, as on a broken disk; something can be done in front of them, as others would; and a
 * folder can hide files from its readers, as it may while they are renamed.
 *
 * <p>A call is a word and a name, such as {@code read pop3j.cache}, {@code list cur}: {@code open}, {@code close}, {@code
 * read}, {@code write}, {@code force}, {@code move}, {@code delete}, {@code look}, {@code enter}, {@code list}.
 */
final class WatchedFolder {
    private final SecureDirectoryStream<Path> root;
    private final List<String> calls = new ArrayList<>();
    private final Set<String> faults = new HashSet<>();
    private final Map<String, Callable<?>> actions = new HashMap<>();
    private final Map<String, Integer> hidden = new HashMap<>();

    private WatchedFolder(Path folder) throws IOException {
        this.root = watched(real(folder), "");
    }

    static WatchedFolder of(Path folder) throws IOException {
        return new WatchedFolder(folder);
    }

    private static SecureDirectoryStream<Path> real(Path folder) throws IOException {
        return (SecureDirectoryStream<Path>) Files.newDirectoryStream(folder);
    }

    /** A Maildir that is this folder. */
    Maildir maildir(Path maildir) throws IOException {
        return new Maildir(maildir, root);
    }

    /** Everything that was done since this was asked last. */
    synchronized List<String> calls() {
        List<String> all = new ArrayList<>(calls);
        calls.clear();
        return all;
    }

    /** The same without what changes nothing: {@code write}, {@code force}, {@code move} and {@code delete}. */
    List<String> changes() {
        List<String> changes = calls();
        changes.removeIf(call -> !call.matches("(write|force|move|delete) .*"));
        return changes;
    }

    /** From now on this call fails. */
    synchronized void fail(String call) {
        faults.add(call);
    }

    /** No call fails any more. */
    synchronized void mend() {
        faults.clear();
    }

    /** Does something in front of this call, each time. */
    synchronized void before(String call, Callable<?> action) {
        actions.put(call, action);
    }

    /** A file is not listed for so many times: {@code cur/1.x}. */
    synchronized void hide(String name, int times) {
        hidden.put(name, times);
    }

    /** Notes a call, which fails if it shall. */
    synchronized void called(String call) throws IOException {
        calls.add(call);
        if (actions.containsKey(call)) {
            act(actions.get(call));
        }
        if (faults.contains(call)) {
            throw new IOException("broken: " + call);
        }
    }

    private static void act(Callable<?> action) throws IOException {
        try {
            action.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private synchronized boolean isHidden(String name) {
        return hidden.merge(name, -1, Integer::sum) >= 0;
    }

    @SuppressWarnings("unchecked")
    private SecureDirectoryStream<Path> watched(SecureDirectoryStream<Path> real, String prefix) {
        return (SecureDirectoryStream<Path>) Proxy.newProxyInstance(
                WatchedFolder.class.getClassLoader(),
                new Class<?>[] {SecureDirectoryStream.class},
                new Watch(real, prefix));
    }

    /** What is called on one folder; names in it begin with the prefix. */
    private final class Watch implements InvocationHandler {
        private final SecureDirectoryStream<Path> real;
        private final String prefix;

        Watch(SecureDirectoryStream<Path> real, String prefix) {
            this.real = real;
            this.prefix = prefix;
        }

        @Override
        public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
            String name = arguments == null ? "" : prefix + arguments[0];
            return switch (method.getName()) {
                case "newByteChannel" -> {
                    called("open " + name);
                    yield new WatchedChannel(WatchedFolder.this, name, (FileChannel) callReal(method, arguments));
                }
                case "newDirectoryStream" -> {
                    String entered = name.replaceAll("/\\.$", "");
                    called("enter " + entered);
                    yield entered(callReal(method, arguments), entered + "/");
                }
                case "iterator" -> {
                    called("list " + prefix.replaceAll("/$", ""));
                    yield visible(real.iterator());
                }
                case "getFileAttributeView" -> {
                    Object view = callReal(method, arguments);
                    yield arguments.length == 3 ? lookedAt(view, name) : view;
                }
                case "deleteFile" -> {
                    called("delete " + name);
                    yield callReal(method, arguments);
                }
                case "move" -> {
                    called("move " + name);
                    // The JDK renames only between folders of its own.
                    Watch target = (Watch) Proxy.getInvocationHandler(arguments[1]);
                    yield callReal(method, arguments[0], target.real, arguments[2]);
                }
                default -> callReal(method, arguments);
            };
        }

        private Object lookedAt(Object view, String name) {
            return Proxy.newProxyInstance(
                    WatchedFolder.class.getClassLoader(),
                    new Class<?>[] {PosixFileAttributeView.class},
                    (self, method, arguments) -> {
                        if (method.getName().equals("readAttributes")) {
                            called("look " + name);
                        }
                        return WatchedFolder.callReal(view, method, arguments);
                    });
        }

        @SuppressWarnings("unchecked")
        private SecureDirectoryStream<Path> entered(Object folder, String below) {
            return watched((SecureDirectoryStream<Path>) folder, below);
        }

        /** In the order of names, so that no test depends on a file system's. */
        private Iterator<Path> visible(Iterator<Path> all) {
            List<Path> visible = new ArrayList<>();
            all.forEachRemaining(file -> {
                if (!isHidden(prefix + file.getFileName())) {
                    visible.add(file);
                }
            });
            visible.sort(null);
            return visible.iterator();
        }

        private Object callReal(Method method, Object... arguments) throws Throwable {
            return WatchedFolder.callReal(real, method, arguments);
        }
    }

    private static Object callReal(Object real, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
