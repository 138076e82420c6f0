package dev.digitgan.store;

/** Whether a store in a directory forces the names of its objects to the disk. */
public enum DirectorySync {
  /** What was written is still there after a power failure. */
  FORCED,

  /**
   * A mode for file systems that cannot force a directory. After a power failure some of the newest
   * objects may be gone; readers refuse a version whose weights are gone.
   */
  LEFT_OUT;

  /** The command-line option that selects {@link #LEFT_OUT}. */
  public static final String OPTION = "--store-without-directory-sync";

  /** The option's environment variable, {@code true} or {@code false}. */
  public static final String VARIABLE = "DIGITGAN_STORE_WITHOUT_DIRECTORY_SYNC";
}
