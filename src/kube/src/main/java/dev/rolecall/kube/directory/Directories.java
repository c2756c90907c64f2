package dev.rolecall.kube.directory;

import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.WorkloadDirectory;

/** What sts decides from. */
public interface Directories extends AutoCloseable {
  ResourceDirectory resources();

  WorkloadDirectory workloads();

  /** Whether everything was read once; before that nothing may be decided. */
  boolean ready();

  @Override
  void close();
}
