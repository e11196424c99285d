import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Measures files against standards with veraPDF's validator, all in one process.
 *
 * <p>Arguments: the standards, parted by commas ("3a,ua1"), then the files. One line for each file and standard; below it each
 * broken rule with how often and where first. Ends with 1 when a rule is broken or a file cannot be read.
 */
public final class Check {
  private static final Map<String, String> NAMES = Map.of("3a", "PDF/A-3a", "ua1", "PDF/UA-1");

  public static void main(String[] arguments) {
    VeraGreenfieldFoundryProvider.initialise();
    List<PDFAFlavour> standards = new ArrayList<>();
    for (String id : arguments[0].split(",")) {
      standards.add(PDFAFlavour.byFlavourId(id));
    }
    int faulty = 0;
    for (String file : List.of(arguments).subList(1, arguments.length)) {
      for (PDFAFlavour standard : standards) {
        faulty += keeps(Path.of(file), standard) ? 0 : 1;
      }
    }
    System.exit(faulty == 0 ? 0 : 1);
  }

  private static boolean keeps(Path file, PDFAFlavour standard) {
    String line = file.getFileName() + "  " + NAMES.getOrDefault(standard.getId(), standard.getId());
    VeraPDFFoundry foundry = Foundries.defaultInstance();
    try (var parser = foundry.createParser(file.toFile(), standard);
        var validator = foundry.createValidator(standard, false)) {
      ValidationResult result = validator.validate(parser);
      String verdict = result.isCompliant() ? "compliant" : "NOT COMPLIANT";
      System.out.println(line + "  " + verdict + "  (" + result.getTotalAssertions() + " checks)");
      broken(result).values().forEach(System.out::println);
      return result.isCompliant();
    } catch (Exception failure) {
      System.out.println(line + "  CANNOT BE READ  " + failure);
      return false;
    }
  }

  /** A line for each broken rule, by its number. */
  private static Map<String, Broken> broken(ValidationResult result) {
    Map<String, Broken> found = new TreeMap<>();
    for (TestAssertion each : result.getTestAssertions()) {
      if (each.getStatus() == TestAssertion.Status.FAILED) {
        String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
        found.computeIfAbsent(rule, name -> new Broken(name, each)).times++;
      }
    }
    return found;
  }

  private static final class Broken {
    private final String rule;
    private final TestAssertion first;
    private int times;

    private Broken(String rule, TestAssertion first) {
      this.rule = rule;
      this.first = first;
    }

    @Override
    public String toString() {
      return "    " + rule + ", " + times + " times: " + first.getMessage() + "\n      first at " + first.getLocation().getContext();
    }
  }
}
