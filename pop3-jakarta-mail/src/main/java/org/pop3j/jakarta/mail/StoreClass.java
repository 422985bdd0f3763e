package org.pop3j.jakarta.mail;

/** Which class the stores of a protocol are of. */
final class StoreClass {
    private StoreClass() {}

    /**
     * The class of pop3-jakarta-mail-angus where that is there, which exists to be used. It declares its stores by itself too;
     * but of two declarations of one protocol the first that is found counts, and so both name the same class.
     */
    static String preferred(Class<? extends Pop3Store> store) {
        String extending = store.getPackageName() + ".angus.Angus" + store.getSimpleName();
        try {
            return Class.forName(extending, false, store.getClassLoader()).getName();
        } catch (ClassNotFoundException notThere) {
            return store.getName();
        }
    }
}
