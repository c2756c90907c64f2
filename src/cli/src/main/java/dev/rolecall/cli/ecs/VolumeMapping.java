package dev.rolecall.cli.ecs;

import dev.rolecall.cli.ecs.Fields.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Volumes of a definition. File systems of AWS become claims, which their CSI drivers fill. */
final class VolumeMapping {
  private static final String MAKE_A_CLAIM =
      "make a PersistentVolumeClaim '%s' in the task's namespace, whose PersistentVolume has %s";

  private final String family;
  private final Labels labels;

  /**
   * @param family of the definition: claims are called by it and the volume
   */
  VolumeMapping(String family, Labels labels) {
    this.family = family;
    this.labels = labels;
  }

  Map<String, Object> map(Fields volume) {
    try (volume) {
      Text name = volume.required("name");
      String label = labels.declare(name, volume.findings());
      Map<String, Object> mapped = new LinkedHashMap<>();
      mapped.put("name", label);
      mapped.putAll(source(volume, Labels.of(family + "-" + label, "task")));
      return mapped;
    }
  }

  private Map<String, Object> source(Fields volume, String claim) {
    Optional<Fields> host = volume.object("host");
    Optional<Text> path = host.flatMap(VolumeMapping::hostPath);
    if (path.isPresent()) {
      volume
          .findings()
          .needed(
              path.get().place(),
              "the folder of the node is mounted",
              "set spec.pods.hostPath of the Account, and see that the node has it");
      return Map.of("hostPath", Map.of("path", path.get().value()));
    }
    return efs(volume, claim)
        .or(() -> s3(volume, claim))
        .or(() -> fsx(volume, claim))
        .or(() -> docker(volume, claim))
        .or(() -> atLaunch(volume, claim))
        .orElseGet(() -> Map.of("emptyDir", Map.of()));
  }

  private static Optional<Text> hostPath(Fields host) {
    try (host) {
      return host.text("sourcePath").filter(path -> !path.value().isEmpty());
    }
  }

  private static Optional<Map<String, Object>> efs(Fields volume, String claim) {
    return volume
        .object("efsVolumeConfiguration")
        .map(efs -> {
          try (efs) {
            StringBuilder handle = new StringBuilder(efs.required("fileSystemId").value());
            efs.text("rootDirectory").ifPresent(root -> handle.append(':').append(root.value()));
            Optional<Fields> authorization = efs.object("authorizationConfig");
            String iam =
                authorization
                    .flatMap(config -> {
                      try (config) {
                        Optional<Text> point = config.text("accessPointId");
                        point.ifPresent(id ->
                            handle.append(handle.indexOf(":") < 0 ? "::" : ":").append(id.value()));
                        return config.text("iam").map(mode -> " and iam " + mode.value());
                      }
                    })
                    .orElse("");
            String tls =
                efs.text("transitEncryption")
                    .map(mode ->
                        mode.value().equals("ENABLED") ? ", mountOptions [tls" + iam + "]" : "")
                    .orElse("");
            losePort(efs);
            return claim(efs, claim, "the driver efs.csi.aws.com, volumeHandle " + handle + tls);
          }
        });
  }

  private static void losePort(Fields system) {
    system
        .number("transitEncryptionPort")
        .ifPresent(port ->
            system
                .findings()
                .lost(
                    system.at("transitEncryptionPort"),
                    "the CSI driver chooses the port of the encrypted mount",
                    "leave it out, or set tlsport in the mountOptions of the volume"));
  }

  private static Optional<Map<String, Object>> s3(Fields volume, String claim) {
    return volume
        .object("s3filesVolumeConfiguration")
        .map(s3 -> {
          try (s3) {
            String handle = s3.required("fileSystemArn").value();
            String more =
                s3.text("rootDirectory").map(root -> ", its folder " + root.value()).orElse("")
                    + s3.text("accessPointArn")
                        .map(arn -> ", access point " + arn.value())
                        .orElse("");
            losePort(s3);
            return claim(s3, claim, "a CSI driver of S3 files and volumeHandle " + handle + more);
          }
        });
  }

  private static Optional<Map<String, Object>> fsx(Fields volume, String claim) {
    return volume
        .object("fsxWindowsFileServerVolumeConfiguration")
        .map(fsx -> {
          try (fsx) {
            String share =
                fsx.required("fileSystemId").value() + " " + fsx.required("rootDirectory").value();
            fsx.object("authorizationConfig")
                .ifPresent(config -> {
                  try (config) {
                    String credentials = config.required("credentialsParameter").value();
                    String domain = config.required("domain").value();
                    config
                        .findings()
                        .needed(
                            config.place(),
                            "whoever mounts the share needs "
                                + credentials
                                + " of domain "
                                + domain,
                            "put user name and password into the Secret that the SMB driver names");
                  }
                });
            return claim(fsx, claim, "the driver smb.csi.k8s.io and the share of " + share);
          }
        });
  }

  /** A volume of the task is an empty folder, one that is shared outlives it. */
  private static Optional<Map<String, Object>> docker(Fields volume, String claim) {
    return volume
        .object("dockerVolumeConfiguration")
        .map(docker -> {
          try (docker) {
            boolean shared =
                docker.text("scope").filter(scope -> scope.value().equals("shared")).isPresent();
            String driver = docker.text("driver").map(Text::value).orElse("local");
            Map<String, String> options = docker.map("driverOpts");
            docker.flag("autoprovision");
            if (!docker.map("labels").isEmpty()) {
              docker
                  .findings()
                  .lost(
                      docker.at("labels"),
                      "volumes of a task have no labels",
                      "put them on the PersistentVolumeClaim");
            }
            boolean isFolder = !shared && driver.equals("local") && options.isEmpty();
            docker
                .findings()
                .changed(
                    docker.place(),
                    "there are no Docker volumes (driver %s) on the node: it is %s"
                        .formatted(driver, isFolder ? "an empty folder of the task" : "a claim"),
                    isFolder
                        ? "use a PersistentVolumeClaim where it must outlive the task"
                        : "see that its storage class does what the driver did");
            return isFolder
                ? Map.of("emptyDir", Map.of())
                : claim(docker, claim, "the storage of your choice");
          }
        });
  }

  private static Optional<Map<String, Object>> atLaunch(Fields volume, String claim) {
    return volume
        .flag("configuredAtLaunch")
        .filter(Boolean::booleanValue)
        .map(yes -> {
          volume
              .findings()
              .needed(
                  volume.at("configuredAtLaunch"),
                  "ECS makes the volume when the task starts; here it is the claim '%s'"
                      .formatted(claim),
                  MAKE_A_CLAIM.formatted(claim, "the storage class of your choice"));
          return Map.of("persistentVolumeClaim", Map.of("claimName", claim));
        });
  }

  private static Map<String, Object> claim(Fields source, String claim, String volume) {
    source
        .findings()
        .needed(
            source.place(),
            "the file system is mounted by the claim '" + claim + "'",
            MAKE_A_CLAIM.formatted(claim, volume));
    return Map.of("persistentVolumeClaim", Map.of("claimName", claim));
  }
}
