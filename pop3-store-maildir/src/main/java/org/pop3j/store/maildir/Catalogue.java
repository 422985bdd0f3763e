package org.pop3j.store.maildir;

import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.pop3j.codec.PeerText;
import org.pop3j.store.spi.StoredContent.Form;

/**
 * What is known of the messages of a Maildir, in the order of their arrival: a few arrays, so that a million messages need no
 * million objects. Index 0 is message 1. Belongs to one thread at a time.
 *
 * <p>A message keeps its arrival number as long as it is known; names, sizes and unique-ids change by the methods here, which
 * note what has to be written to the cache.
 */
final class Catalogue {
    /** A size that nobody has counted yet. */
    static final long UNKNOWN = -1;

    private static final int IN_CUR = 1;
    private static final int COUNTED = 2;
    private static final int FORM_SHIFT = 2;
    /** No greater value of {@link #bits} makes sense. */
    static final int MOST_BITS = (Form.values().length - 1 << FORM_SHIFT) + COUNTED + IN_CUR;

    private static final Form[] FORMS = Form.values();

    private final Octets names;
    private int count;
    private int[] arrivals;
    private int[] at;
    private short[] nameLengths;
    private short[] baseLengths;
    private byte[] idLengths;
    private byte[] bits;
    private long[] wire;
    private long[] file;
    private long[] prints;
    private int nextArrival = 1;
    private int writtenUpTo;
    private int wasted;
    private final BitSet changed = new BitSet();
    private final IntList dead = new IntList();

    /** Room for some messages whose names have so many octets together. */
    Catalogue(int messages, int octetsOfNames) {
        this.names = new Octets(octetsOfNames);
        this.arrivals = new int[messages];
        this.at = new int[messages];
        this.nameLengths = new short[messages];
        this.baseLengths = new short[messages];
        this.idLengths = new byte[messages];
        this.bits = new byte[messages];
        this.wire = new long[messages];
        this.file = new long[messages];
        this.prints = new long[messages];
    }

    Catalogue() {
        this(0, 0);
    }

    int count() {
        return count;
    }

    int nextArrival() {
        return nextArrival;
    }

    /** Never a number that was used before. */
    void nextArrival(int atLeast) {
        nextArrival = Math.max(nextArrival, atLeast);
    }

    int arrival(int index) {
        return arrivals[index];
    }

    Part part(int index) {
        return (bits[index] & IN_CUR) == 0 ? Part.NEW : Part.CUR;
    }

    Form form(int index) {
        return FORMS[bits[index] >> FORM_SHIFT];
    }

    /** The wire size, or {@link #UNKNOWN}. */
    long wire(int index) {
        return wire[index];
    }

    /** Copies the wire sizes of messages from an index on; whether all of them are known. */
    boolean wire(int from, long[] into, int messages) {
        System.arraycopy(wire, from, into, 0, messages);
        boolean areKnown = true;
        for (int i = 0; i < messages; i++) {
            areKnown &= into[i] != UNKNOWN;
        }
        return areKnown;
    }

    /** The size of the file when it was last looked at. */
    long file(int index) {
        return file[index];
    }

    /** The {@link Look#print} of the file. */
    long print(int index) {
        return prints[index];
    }

    int nameLength(int index) {
        return nameLengths[index];
    }

    int baseLength(int index) {
        return baseLengths[index];
    }

    int idLength(int index) {
        return idLengths[index];
    }

    /** Where the name begins in {@link #octets}; an own unique-id stands behind it. */
    int nameAt(int index) {
        return at[index];
    }

    /** The octets of all names; another array when a message was added or renamed. */
    byte[] octets() {
        return names.array();
    }

    /** The file name; {@code NoSuchFileException} if it can be none. */
    Path name(int index) throws NoSuchFileException {
        return FileNames.path(names.array(), at[index], nameLengths[index]);
    }

    BaseName base(int index) {
        return new BaseName(new String(names.array(), at[index], baseLengths[index], StandardCharsets.ISO_8859_1));
    }

    /** For logs: where the message was seen, as far as it can be shown. */
    String place(int index) {
        return part(index).folder() + "/" + PeerText.escape(base(index).octets());
    }

    boolean isNamed(int index, Part part, byte[] octets, int length) {
        return part(index) == part
                && length == nameLengths[index]
                && Arrays.equals(names.array(), at[index], at[index] + length, octets, 0, length);
    }

    boolean hasBase(int index, byte[] octets, int offset, int length) {
        return length == baseLengths[index]
                && Arrays.equals(names.array(), at[index], at[index] + length, octets, offset, offset + length);
    }

    /** Adds a message behind all others under a new arrival number. */
    int add(Part part, byte[] name, int baseLength, Look look) {
        int index = put(count, nextArrival, name, 0, name.length, baseLength, 0);
        nextArrival++;
        bits[index] = (byte) (part == Part.CUR ? IN_CUR : 0);
        wire[index] = UNKNOWN;
        file[index] = look.octets();
        prints[index] = look.print();
        changed.set(index);
        return index;
    }

    /** Adds or replaces a message as the cache has it; index {@link #count()} adds. */
    void restore(int index, int arrival, byte[] record, int offset, CacheRecord.Fields fields) {
        put(index, arrival, record, offset, fields.nameLength(), fields.baseLength(), fields.idLength());
        nextArrival(arrival + 1);
        bits[index] = (byte) fields.bits();
        wire[index] = fields.wire();
        file[index] = fields.file();
        prints[index] = fields.print();
    }

    /** Adds messages as the cache has them. */
    void restore(CacheBlock block) {
        int from = count;
        reserve(from + block.count());
        System.arraycopy(block.arrivals, 0, arrivals, from, block.count());
        System.arraycopy(block.wire, 0, wire, from, block.count());
        System.arraycopy(block.file, 0, file, from, block.count());
        System.arraycopy(block.prints, 0, prints, from, block.count());
        System.arraycopy(block.nameLengths, 0, nameLengths, from, block.count());
        System.arraycopy(block.baseLengths, 0, baseLengths, from, block.count());
        System.arraycopy(block.idLengths, 0, idLengths, from, block.count());
        System.arraycopy(block.bits, 0, bits, from, block.count());
        int nameAt = names.append(block.octets(), block.namesAt(), block.namesLength());
        count += block.count();
        for (int index = from; index < count; index++) {
            at[index] = nameAt;
            nameAt += nameLengths[index] + idLengths[index];
        }
        nextArrival(arrivals[count - 1] + 1);
    }

    private int put(int index, int arrival, byte[] from, int offset, int nameLength, int baseLength, int idLength) {
        if (index == count) {
            count++;
            reserve(count);
        } else {
            wasted += nameLengths[index] + idLengths[index];
        }
        arrivals[index] = arrival;
        at[index] = names.append(from, offset, nameLength + idLength);
        nameLengths[index] = (short) nameLength;
        baseLengths[index] = (short) baseLength;
        idLengths[index] = (byte) idLength;
        return index;
    }

    private void reserve(int messages) {
        if (messages > arrivals.length) {
            int room = messages + (messages >> 1) + 8;
            arrivals = Arrays.copyOf(arrivals, room);
            at = Arrays.copyOf(at, room);
            nameLengths = Arrays.copyOf(nameLengths, room);
            baseLengths = Arrays.copyOf(baseLengths, room);
            idLengths = Arrays.copyOf(idLengths, room);
            bits = Arrays.copyOf(bits, room);
            wire = Arrays.copyOf(wire, room);
            file = Arrays.copyOf(file, room);
            prints = Arrays.copyOf(prints, room);
        }
    }

    /** The same message under another name or in the other folder. */
    void rename(int index, Part part, byte[] name, int length) {
        byte[] id = ownId(index);
        wasted += nameLengths[index] + id.length;
        at[index] = names.append(name, 0, length);
        names.append(id, 0, id.length);
        nameLengths[index] = (short) length;
        bits[index] = (byte) (bits[index] & ~IN_CUR | (part == Part.CUR ? IN_CUR : 0));
        changed.set(index);
    }

    /** The unique-id that does not follow from the name, empty if it does. */
    byte[] ownId(int index) {
        int start = at[index] + nameLengths[index];
        return Arrays.copyOfRange(names.array(), start, start + idLengths[index]);
    }

    /** Gives a message a unique-id that does not follow from its name. */
    void ownId(int index, byte[] id) {
        byte[] name = Arrays.copyOfRange(names.array(), at[index], at[index] + nameLengths[index]);
        wasted += name.length + idLengths[index];
        at[index] = names.append(name, 0, name.length);
        names.append(id, 0, id.length);
        idLengths[index] = (byte) id.length;
        changed.set(index);
    }

    /** What counting the octets of the file found; several threads may do it for different messages. */
    void counted(int index, long wireOctets, Form form) {
        wire[index] = wireOctets;
        bits[index] = (byte) (bits[index] & IN_CUR | COUNTED | form.ordinal() << FORM_SHIFT);
    }

    /** The size that somebody else has counted, or {@link #UNKNOWN}. */
    void told(int index, long wireOctets) {
        wire[index] = wireOctets;
        bits[index] &= IN_CUR;
    }

    /** Whether we have counted the octets ourselves. */
    boolean isCounted(int index) {
        return (bits[index] & COUNTED) != 0;
    }

    /** What a look at the file found. */
    void looked(int index, Look look) {
        if (prints[index] != look.print()) {
            prints[index] = look.print();
            file[index] = look.octets();
            changed.set(index);
        }
    }

    /** Notes that a message differs from what the cache has; not for several threads, as the setters of sizes are. */
    void changed(int index) {
        changed.set(index);
    }

    /** Forgets messages; the others move up. */
    void forget(BitSet gone) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (gone.get(i)) {
                dead.add(arrivals[i]);
                wasted += nameLengths[i] + idLengths[i];
            } else {
                move(i, kept++);
            }
        }
        count = kept;
        changed.clear(kept, Math.max(kept, changed.length()));
    }

    private void move(int from, int to) {
        if (from == to) {
            return;
        }
        arrivals[to] = arrivals[from];
        at[to] = at[from];
        nameLengths[to] = nameLengths[from];
        baseLengths[to] = baseLengths[from];
        idLengths[to] = idLengths[from];
        bits[to] = bits[from];
        wire[to] = wire[from];
        file[to] = file[from];
        prints[to] = prints[from];
        changed.set(to, changed.get(from));
    }

    int bits(int index) {
        return bits[index];
    }

    /** The indexes whose entries in the cache are missing or old. */
    IntStream changed() {
        return changed.stream();
    }

    /** The arrival numbers of messages that the cache still has. */
    IntStream dead() {
        return dead.stream();
    }

    boolean isChanged() {
        return !changed.isEmpty() || dead.size() > 0;
    }

    /** Whether the cache has this message, perhaps with older figures. */
    boolean isInCache(int index) {
        return arrivals[index] < writtenUpTo;
    }

    /** Everything is in the cache. */
    void written() {
        writtenUpTo = nextArrival;
        changed.clear();
        dead.clear();
    }

    /** Octets of the heap, about. */
    long heapOctets() {
        return names.capacity() + 38L * arrivals.length;
    }

    /** Whether so many octets belong to old names that a fresh copy is worth it. */
    boolean isWasteful() {
        return wasted > 4096 && wasted > names.length() / 2;
    }
}
