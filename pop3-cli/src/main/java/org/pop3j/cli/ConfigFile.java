package org.pop3j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.pop3j.codec.PeerText;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * A configuration file, of {@code pop3 serve} or of {@code --oauth}: a YAML mapping whose keys are the names of the options without their
 * hyphens in front. Each complaint names file and line.
 */
final class ConfigFile {
    private final Path file;
    private final Supplier<?> fresh;
    private final CommandLine line;
    private final Set<String> seen = new HashSet<>();

    private ConfigFile(Path file, Supplier<?> fresh, Object options) {
        this.file = file;
        this.fresh = fresh;
        this.line = line(options);
    }

    /** What the entries are parsed into, by the rules of the command line. */
    private static CommandLine line(Object options) {
        return new CommandLine(CommandSpec.create().addMixin("options", CommandSpec.forAnnotatedObject(options)));
    }

    static ServeOptions read(Path file) throws Failure {
        return read(file, ServeOptions::new);
    }

    /** Reads a file into an object with options. */
    static <T> T read(Path file, Supplier<T> fresh) throws Failure {
        T options = fresh.get();
        ConfigFile config = new ConfigFile(file, fresh, options);
        Optional<Node> root = config.root();
        if (root.isPresent()) {
            config.takeAll(root.get());
        }
        return options;
    }

    private Optional<Node> root() throws Failure {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            return new Composer(settings, new ParserImpl(settings, new StreamReader(settings, Files.readString(file))))
                    .getSingleNode();
        } catch (IOException e) {
            throw Failure.refused("cannot read the configuration " + file, e);
        } catch (MarkedYamlEngineException e) {
            int at = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw Failure.refused(file + ", line " + at + ": not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw Failure.refused(file + " is not YAML", e);
        }
    }

    private void takeAll(Node root) throws Failure {
        if (!(root instanceof MappingNode mapping)) {
            throw at(root, "expected lines such as \"users: FILE\"");
        }
        List<String> arguments = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            String name = "--" + scalar(entry.getKeyNode());
            if (!line.getCommandSpec().optionsMap().containsKey(name)) {
                throw at(
                        entry.getKeyNode(),
                        "unknown key " + PeerText.quote(name.substring(2)) + "; expected one of " + known());
            }
            if (!seen.add(name)) {
                throw at(entry.getKeyNode(), "the key " + PeerText.quote(name.substring(2)) + " stands twice");
            }
            for (Node value : values(name, entry.getValueNode())) {
                arguments.add(checked(name + "=" + scalar(value), value));
            }
        }
        line.parseArgs(arguments.toArray(String[]::new));
    }

    /** Options that may be repeated may have a list. */
    private List<Node> values(String name, Node value) {
        boolean isList = value instanceof SequenceNode
                && line.getCommandSpec().optionsMap().get(name).isMultiValue();
        return isList ? List.copyOf(((SequenceNode) value).getValue()) : List.of(value);
    }

    private String scalar(Node node) throws Failure {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw at(node, "expected a single value");
    }

    /** Parses one entry alone, so that the complaint can name its line. */
    private String checked(String argument, Node node) throws Failure {
        try {
            line(fresh.get()).parseArgs(argument);
            return argument;
        } catch (ParameterException e) {
            throw at(node, complaint(argument, e));
        }
    }

    /** What a converter says is said of the key; picocli's own words are of the option. */
    private static String complaint(String argument, ParameterException e) {
        String key = argument.substring(2, argument.indexOf('='));
        return e.getCause() instanceof TypeConversionException wrong
                ? key + ": " + wrong.getMessage()
                : Reason.oneLine(String.valueOf(e.getMessage()));
    }

    private String known() {
        return String.join(
                ", ",
                line.getCommandSpec().optionsMap().keySet().stream()
                        .map(name -> name.substring(2))
                        .sorted()
                        .toList());
    }

    private Failure at(Node node, String complaint) {
        int number = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        return Failure.refused(file + ", line " + number + ": " + complaint);
    }
}
