package dev.rolecall.kube.directory;

import dev.rolecall.directory.NodeDirectory;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.WorkloadDirectory;
import java.time.Instant;

/** What sts decides from. */
public interface Directories extends AutoCloseable {
  ResourceDirectory resources();

  WorkloadDirectory workloads();

  NodeDirectory nodes();

  /** Whether everything was read once; before that nothing may be decided. */
  boolean ready();

  /**
   * The last moment at which the directories were known to be complete: with informers the last
   * moment at which all were watching, with a folder the moment at which it was read.
   */
  Instant asOf();

  @Override
  void close();
}
