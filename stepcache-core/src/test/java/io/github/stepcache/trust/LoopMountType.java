package io.github.stepcache.trust;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The file systems on which the power is cut. They write nothing by themselves for as long as can be. */
enum LoopMountType {
    /** As a rule: data goes before what the journal tells of it. */
    EXT4_ORDERED("mkfs.ext4 -q -F -b 4096", "16M", "loop,commit=600,noauto_da_alloc,data=ordered"),
    /** The journal may tell of blocks that were never written. */
    EXT4_WRITEBACK("mkfs.ext4 -q -F -b 4096", "16M", "loop,commit=600,noauto_da_alloc,data=writeback,nodelalloc"),
    /** Where its tools are installed. */
    XFS("mkfs.xfs -q -f", "304M", "loop");

    private final String make;
    private final String size;
    private final String mountOptions;

    LoopMountType(String make, String size, String mountOptions) {
        this.make = make;
        this.size = size;
        this.mountOptions = mountOptions;
    }

    /** The ext4 ones always, and xfs in a long run, if it can be made. */
    static List<LoopMountType> toTry() {
        return Stream.of(values())
                .filter(type -> type != XFS || (canMakeXfs() && Effort.of(0, 1) == 1))
                .toList();
    }

    /** Those on which copies can share their blocks, if they can be made. */
    static List<LoopMountType> thatShares() {
        return canMakeXfs() ? List.of(XFS) : List.of();
    }

    private static boolean canMakeXfs() {
        return Stream.of("/sbin", "/usr/sbin").anyMatch(place -> Files.isExecutable(Path.of(place, "mkfs.xfs")));
    }

    /** The kinds of runs to try on it: all where all is as usual, or in a long run. */
    List<PowerStep.Start> starts() {
        return this == EXT4_ORDERED || Effort.of(0, 1) == 1
                ? List.of(PowerStep.Start.values())
                : List.of(PowerStep.Start.CHANGED);
    }

    /** The command that makes an empty one, without the file that is to hold it. */
    List<String> make() {
        return List.of(make.split(" "));
    }

    String size() {
        return size;
    }

    String mountOptions() {
        return mountOptions;
    }
}
