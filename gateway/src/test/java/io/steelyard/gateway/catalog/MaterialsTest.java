package io.steelyard.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaterialsTest {
    @Test
    void there_are_44_subcategories_and_each_group_counts_up_from_one() {
        var known = IntStream.range(0, 10_000).mapToObj("%04d"::formatted).filter(Materials::known).toList();

        //                           paper glass textiles  bulky    low-value
        //                              plastics metals electrical rubber
        var subcategories = List.of(6, 7, 4, 7, 5, 6, 4, 2, 3);
        var expected = IntStream.rangeClosed(1, subcategories.size()).boxed()
                .flatMap(group -> IntStream.rangeClosed(1, subcategories.get(group - 1))
                        .mapToObj(subcategory -> "%02d%02d".formatted(group, subcategory)))
                .toList();
        assertEquals(expected, known);
        assertEquals(44, known.size());
    }

    @Test
    void unsorted_residue_and_seven_hazardous_classes_are_known() {
        assertTrue(List.of("U", "R", "H1", "H2", "H3", "H4", "H5", "H6", "H7").stream().allMatch(Materials::known));
        assertTrue(Materials.known(Materials.UNSORTED));
    }

    @Test
    void the_list_has_each_code_once_and_each_group() {
        assertEquals(List.of("01", "02", "03", "04", "05", "06", "07", "08", "09", "H"), Materials.groups());
        assertEquals(1 + 44 + 7 + 1, Materials.codes().stream().distinct().count());
        assertEquals(53, Materials.codes().size());
        assertTrue(Materials.codes().stream().allMatch(Materials::known));
        assertEquals(List.of("U", "R"), List.of(Materials.codes().getFirst(), Materials.codes().getLast()));
    }

    @Test
    void nothing_else_is_a_material() {
        for (var code : List.of("", "u", "r", "UR", "H", "H0", "H8", "h1", "H12", "101", "01011", "0100", "1001",
                "01 1",
                " 0101", "0101 ", "+101", "٠١٠١")) {
            assertFalse(Materials.known(code), code);
        }
    }
}
