package dev.rolecall.operator.task.pod;

import dev.rolecall.kube.resource.taskdefinition.MountPoint;
import dev.rolecall.kube.resource.volume.ClaimVolume;
import dev.rolecall.kube.resource.volume.EmptyDirVolume;
import dev.rolecall.kube.resource.volume.HostPathVolume;
import dev.rolecall.kube.resource.volume.ObjectVolume;
import dev.rolecall.kube.resource.volume.TaskVolume;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;

/** Volumes of a task, and their mounts. */
final class TaskVolumes {
  private TaskVolumes() {}

  static Volume volume(TaskVolume volume) {
    VolumeBuilder builder = new VolumeBuilder().withName(volume.getName());
    EmptyDirVolume emptyDir = volume.getEmptyDir();
    ClaimVolume claim = volume.getPersistentVolumeClaim();
    ObjectVolume configMap = volume.getConfigMap();
    ObjectVolume secret = volume.getSecret();
    HostPathVolume hostPath = volume.getHostPath();
    if (emptyDir != null) {
      EmptyDirVolumeSourceBuilder source =
          new EmptyDirVolumeSourceBuilder().withMedium(emptyDir.getMedium());
      if (emptyDir.getSizeLimit() != null) {
        source.withSizeLimit(Quantity.parse(emptyDir.getSizeLimit()));
      }
      builder.withEmptyDir(source.build());
    } else if (claim != null) {
      builder
          .withNewPersistentVolumeClaim()
          .withClaimName(claim.getClaimName())
          .withReadOnly(claim.isReadOnly() ? true : null)
          .endPersistentVolumeClaim();
    } else if (configMap != null) {
      builder.withNewConfigMap().withName(configMap.getName()).endConfigMap();
    } else if (secret != null) {
      builder.withNewSecret().withSecretName(secret.getName()).endSecret();
    } else if (hostPath != null) {
      builder
          .withNewHostPath()
          .withPath(hostPath.getPath())
          .withType(hostPath.getType())
          .endHostPath();
    }
    return builder.build();
  }

  static VolumeMount mount(MountPoint mount) {
    return new VolumeMountBuilder()
        .withName(mount.getSourceVolume())
        .withMountPath(mount.getContainerPath())
        .withReadOnly(mount.isReadOnly() ? true : null)
        .build();
  }
}
