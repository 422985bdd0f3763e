package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.function.Consumer;

/** An opened folder that tells which folder in it is going to be entered, so that a test can come between. */
record EnteredFolder(SecureDirectoryStream<Path> real, Consumer<String> entering) implements InvocationHandler {
    /** {@code entering} is told the name, with {@code /.} behind it, of a folder in this or in one below it. */
    static SecureDirectoryStream<Path> of(Path folder, Consumer<String> entering) throws IOException {
        return of((SecureDirectoryStream<Path>) Files.newDirectoryStream(folder), entering);
    }

    @SuppressWarnings("unchecked")
    private static SecureDirectoryStream<Path> of(SecureDirectoryStream<Path> real, Consumer<String> entering) {
        return (SecureDirectoryStream<Path>) Proxy.newProxyInstance(
                EnteredFolder.class.getClassLoader(),
                new Class<?>[] {SecureDirectoryStream.class},
                new EnteredFolder(real, entering));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        boolean isEntered = method.getName().equals("newDirectoryStream");
        if (isEntered) {
            entering.accept(arguments[0].toString());
        }
        Object result = callReal(method, arguments);
        return isEntered ? of((SecureDirectoryStream<Path>) result, entering) : result;
    }

    /** The JDK renames only between folders of its own. */
    private Object callReal(Method method, Object[] arguments) throws Throwable {
        Object[] own = arguments == null ? new Object[0] : arguments.clone();
        if (method.getName().equals("move") && Proxy.getInvocationHandler(own[1]) instanceof EnteredFolder target) {
            own[1] = target.real;
        }
        try {
            return method.invoke(real, own);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
