package io.steelyard.gateway.doctor;

import io.steelyard.gateway.journal.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The data folder: whose it is, who may read its keys, how much room it has, and whether its disk keeps its word. */
final class StoreCheck {
    private static final int SHORT_RESERVES = 2;
    private static final long MEGABYTE = 1_000_000;

    private final Path folder;
    private final Account account;
    private final Disk disk;

    StoreCheck(Path folder, Account account, Disk disk) {
        this.folder = folder;
        this.account = account;
        this.disk = disk;
    }

    List<Finding> look(long reserveBytes) {
        if (!Files.isDirectory(folder)) {
            return List.of(Finding.mind(Code.DATA_MISSING, "", folder + " is not there; the first start makes it",
                    "run: sudo install -d -o " + account.name() + " -m 750 " + folder + ", then start the daemon"));
        }
        var findings = new ArrayList<Finding>();
        findings.add(owner());
        findings.addAll(keys());
        findings.add(room(reserveBytes));
        return findings;
    }

    private Finding owner() {
        var foreign = new ArrayList<Path>();
        try (var files = Files.list(folder)) {
            if (!account.mayUse(folder)) {
                foreign.add(folder);
            }
            for (var file : files.toList()) {
                if (!account.mayUse(file)) {
                    foreign.add(file);
                }
            }
        } catch (IOException | UnsupportedOperationException unreadable) {
            return Finding.unknown(Code.DATA, "", folder + " cannot be listed by you; ask again with sudo");
        }
        return foreign.isEmpty()
                ? Finding.well(Code.DATA, "", folder + " belongs to " + account.name())
                : Finding.wrong(Code.DATA_OWNER, "",
                        account.name() + ", as whom the daemon runs, may not read and write " + foreign.getFirst(),
                        "run: sudo chown -R " + account.name() + " " + folder);
    }

    private List<Finding> keys() {
        var findings = new ArrayList<Finding>();
        for (var secret : DataFolder.secrets(folder)) {
            try {
                var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(secret));
                if (!permissions.endsWith("------")) {
                    findings.add(Finding.wrong(Code.KEY_OPEN, "", secret + " is open to others (" + permissions + ")",
                            "run: sudo chmod 600 " + secret
                                    + "; if strangers had access, replace the gateway's identity"));
                }
            } catch (IOException unreadable) {
                findings.add(
                        Finding.unknown(Code.DATA, "", secret + " cannot be looked at by you; ask again with sudo"));
            }
        }
        DataFolder.missing(folder).ifPresent(missing -> findings.add(Finding.wrong(Code.KEY_MISSING, "",
                missing + " is missing, though the daemon has run here",
                "put it back from where the identity is kept; without it a new start writes under another key or not at all")));
        return findings;
    }

    private Finding room(long reserveBytes) {
        long free = disk.freeBytes(folder);
        var evidence = free / MEGABYTE + " MB free, the reserve is " + reserveBytes / MEGABYTE + " MB";
        var remedy = "free some space: sudo journalctl --vacuum-size=50M; sudo apt-get clean; what takes it: sudo du -xh / | sort"
                + " -h | tail";
        if (free < reserveBytes) {
            return Finding.wrong(Code.DISK_RESERVE, "", evidence + ": new weighings are refused",
                    remedy + "; weighing resumes by itself");
        }
        return free < SHORT_RESERVES * reserveBytes
                ? Finding.mind(Code.DISK_SHORT, "", evidence, remedy)
                : Finding.well(Code.DISK, "", evidence);
    }

    /** At most three seconds; writes a small file and removes it. Before the first start, where the folder will be. */
    Finding sync() {
        var place = folder.toAbsolutePath();
        while (!Files.isDirectory(place) && place.getParent() != null) {
            place = place.getParent();
        }
        try {
            return disk.profile(place).finding(place.toString());
        } catch (IOException refused) {
            return Finding.unknown(Code.SYNC, "",
                    "not measured, you may not write in " + place + "; ask again with: sudo -u "
                            + account.name() + " steelyard doctor …");
        }
    }
}
