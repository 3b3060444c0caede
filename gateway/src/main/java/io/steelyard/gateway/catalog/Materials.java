package io.steelyard.gateway.catalog;

/**
 * The material codes: 9 groups with 44 subcategories ({@code GGSS}), 7 hazardous classes, residue and the unsorted bag.
 * Source: the project's domain research D.3.
 */
public final class Materials {
    /** What a service station books before anything is sorted. */
    public static final String UNSORTED = "U";
    private static final String RESIDUE = "R";
    private static final String HAZARDOUS = "H[1-7]";
    /** Subcategories of the groups 01 to 09; they add up to 44. */
    private static final int[] SUBCATEGORIES = {6, 7, 4, 7, 5, 6, 4, 2, 3};
    private static final int CODE_CHARACTERS = 4;

    private Materials() {}

    /** Whether the code is one of the list. */
    public static boolean known(String code) {
        return code.equals(UNSORTED) || code.equals(RESIDUE) || code.matches(HAZARDOUS) || subcategory(code);
    }

    private static boolean subcategory(String code) {
        if (code.length() != CODE_CHARACTERS
                || !code.chars().allMatch(character -> character >= '0' && character <= '9')) {
            return false;
        }
        int group = Integer.parseInt(code.substring(0, 2));
        int subcategory = Integer.parseInt(code.substring(2));
        return group >= 1 && group <= SUBCATEGORIES.length && subcategory >= 1
                && subcategory <= SUBCATEGORIES[group - 1];
    }
}
