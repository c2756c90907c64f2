package dev.rolecall.kube.resource.taskdefinition;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Linux capabilities, without CAP_. */
public class KernelCapabilities extends OpenFields {
  @JsonPropertyDescription("Capabilities that the container has besides the runtime's own.")
  @Size(max = 45)
  private @Nullable List<@Pattern("^(ALL|[A-Z_]{3,32})$") String> add;

  @JsonPropertyDescription("Capabilities that it does not have.")
  @Size(max = 45)
  private @Nullable List<@Pattern("^(ALL|[A-Z_]{3,32})$") String> drop;

  /** Never null. */
  public List<String> getAdd() {
    return elements(add);
  }

  public void setAdd(@Nullable List<String> add) {
    this.add = add;
  }

  /** Never null. */
  public List<String> getDrop() {
    return elements(drop);
  }

  public void setDrop(@Nullable List<String> drop) {
    this.drop = drop;
  }
}
