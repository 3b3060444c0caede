package io.steelyard.gateway.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The material codes: 9 groups with 44 subcategories ({@code GGSS}), 7 hazardous classes, residue and the unsorted bag.
 * Source: the project's domain research D.3. The contract names them, so they stand here; a document names them for people, see
 * {@link MaterialNames}.
 */
public final class Materials {
    /** What a service station books before anything is sorted. */
    public static final String UNSORTED = "U";
    private static final String RESIDUE = "R";
    private static final String HAZARDOUS = "H";
    private static final int HAZARDOUS_CLASSES = 7;
    private static final int GROUP_AND_SUBCATEGORY = 4;
    /** Subcategories of the groups 01 to 09; they add up to 44. */
    private static final int[] SUBCATEGORIES = {6, 7, 4, 7, 5, 6, 4, 2, 3};
    private static final List<String> GROUPS = listGroups();
    private static final List<String> CODES = listCodes();
    private static final Set<String> KNOWN = new HashSet<>(CODES);

    private Materials() {}

    /** Whether the code is one of the list. */
    public static boolean known(String code) {
        return KNOWN.contains(code);
    }

    /** What can be booked, as people expect it listed: U, 0101 to 0903, H1 to H7, R. */
    public static List<String> codes() {
        return CODES;
    }

    /** 01 to 09, and H over the hazardous classes; nothing is booked as a group. */
    public static List<String> groups() {
        return GROUPS;
    }

    /** The group of a code: 01 to 09 or H; residue and the unsorted bag stand for themselves. */
    public static String group(String code) {
        return code.length() == GROUP_AND_SUBCATEGORY
                ? code.substring(0, GROUP_AND_SUBCATEGORY / 2)
                : code.startsWith(HAZARDOUS) ? HAZARDOUS : code;
    }

    private static List<String> listGroups() {
        var groups = new ArrayList<String>();
        for (int group = 1; group <= SUBCATEGORIES.length; group++) {
            groups.add("%02d".formatted(group));
        }
        groups.add(HAZARDOUS);
        return List.copyOf(groups);
    }

    private static List<String> listCodes() {
        var codes = new ArrayList<String>();
        codes.add(UNSORTED);
        for (int group = 1; group <= SUBCATEGORIES.length; group++) {
            for (int subcategory = 1; subcategory <= SUBCATEGORIES[group - 1]; subcategory++) {
                codes.add("%02d%02d".formatted(group, subcategory));
            }
        }
        for (int hazardous = 1; hazardous <= HAZARDOUS_CLASSES; hazardous++) {
            codes.add(HAZARDOUS + hazardous);
        }
        codes.add(RESIDUE);
        return List.copyOf(codes);
    }
}
