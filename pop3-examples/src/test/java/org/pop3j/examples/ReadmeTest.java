package org.pop3j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The code of the README and of the client's page")
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path CLIENT_PAGE = Path.of("..", "docs", "client.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "org", "pop3j", "examples");

    /** {@code <!-- snippet: File.java name -->}, then a fenced block. */
    private static final Pattern BLOCK =
            Pattern.compile("<!-- snippet: (\\S+\\.java) (\\S+) -->\\s*\n```java\n(.*?)\n```", Pattern.DOTALL);

    /** A block of code in the README. */
    private record Block(String file, String name, String code) {}

    @Test
    @DisplayName("is the marked regions of the example programs, line by line")
    void blocksAreRegions() throws IOException {
        List<Block> blocks = blocks(readme());
        assertThat(blocks).extracting(Block::name).contains("client", "jakarta", "server");
        for (Block block : blocks) {
            assertThat(block.code())
                    .as("README.md, block after <!-- snippet: %s %s -->", block.file(), block.name())
                    .isEqualTo(region(Files.readString(SOURCES.resolve(block.file())), block.name()));
        }
    }

    @Test
    @DisplayName("has a marker before each Java block")
    void javaBlocksAreMarked() throws IOException {
        String readme = readme();
        long fences = readme.lines().filter("```java"::equals).count();
        assertThat(blocks(readme)).hasSize((int) fences);
    }

    @Test
    @DisplayName("would be found different, were it different")
    void detectsDifferences() {
        String source = "a\n    // snippet: x\n    int i;\n\n        i++;\n    // end\nb\n";
        assertThat(region(source, "x")).isEqualTo("int i;\n\n    i++;");
        assertThat(blocks("<!-- snippet: A.java x -->\n```java\nint i;\n```\n"))
                .containsExactly(new Block("A.java", "x", "int i;"));
        assertThatThrownBy(() -> region(source, "y")).hasMessageContaining("// snippet: y");
    }

    private static List<Block> blocks(String readme) {
        return BLOCK.matcher(readme)
                .results()
                .map(found -> new Block(found.group(1), found.group(2), found.group(3)))
                .toList();
    }

    /** The lines between {@code // snippet: name} and {@code // end}, without the indentation of the marker. */
    private static String region(String source, String name) {
        Pattern region = Pattern.compile("(?s)\n( *)// snippet: " + name + "\n(.*?)\n\\1// end\n");
        Matcher found = region.matcher(source);
        if (!found.find()) {
            throw new AssertionError("expected a region between // snippet: " + name + " and // end");
        }
        return found.group(2).replaceAll("(?m)^" + found.group(1), "");
    }

    private static String readme() throws IOException {
        Assumptions.assumeTrue(Files.exists(README), "there is no README.md yet");
        return Files.readString(README) + Files.readString(CLIENT_PAGE);
    }
}
