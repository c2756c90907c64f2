package dev.rolecall.sts.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AuditPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\|");

  @Test
  void describesEveryFieldAndNoOther() throws Exception {
    assertThat(documented()).isEqualTo(constants());
  }

  private static Set<String> constants() throws IllegalAccessException {
    Set<String> names = new TreeSet<>();
    for (Field field : AuditFields.class.getFields()) {
      names.add((String) field.get(null));
    }
    return names;
  }

  private static Set<String> documented() throws IOException {
    return ROW.matcher(Files.readString(ProjectFiles.root().resolve("docs/audit.md")))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
