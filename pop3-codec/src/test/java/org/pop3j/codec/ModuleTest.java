package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jpms")
class ModuleTest {
    @Test
    @DisplayName("The module is named, exports one package to everybody, and needs nothing at run time")
    void descriptor() {
        Module module = Command.class.getModule();
        assertThat(module.isNamed()).isTrue();
        assertThat(module.getName()).isEqualTo("org.pop3j.codec");
        ModuleDescriptor descriptor = module.getDescriptor();
        assertThat(descriptor.exports())
                .singleElement()
                .satisfies(e -> assertThat(e.source()).isEqualTo("org.pop3j.codec"))
                .satisfies(e -> assertThat(e.isQualified()).isFalse());
        assertThat(descriptor.requires())
                .filteredOn(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactly("java.base");
    }
}
