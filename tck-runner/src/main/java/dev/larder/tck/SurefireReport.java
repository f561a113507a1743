package dev.larder.tck;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads the report that surefire writes of one test class. */
final class SurefireReport {
  /** What the TCK logs when it replaces a test by an empty one; the log is part of the report. */
  private static final Pattern LEFT_OUT = Pattern.compile("EXCLUDING TEST '([^']+)'\\s+'([^']+)'");

  private SurefireReport() {}

  static TckReport read(Path file) throws IOException {
    var suite = parse(file);
    var tests = elements(suite, "testcase");
    return new TckReport(
        names(tests, test -> true),
        names(tests, test -> has(test, "failure") || has(test, "error")),
        names(tests, test -> has(test, "skipped")),
        leftOut(suite));
  }

  private static Element parse(Path file) throws IOException {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // throws; the parser's own one prints, too
      return builder.parse(file.toFile()).getDocumentElement();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException(file + " is not a report that can be read: run the TCK again", e);
    }
  }

  private static List<String> names(List<Element> tests, Predicate<Element> wanted) {
    return tests.stream()
        .filter(wanted)
        .map(test -> test.getAttribute("classname") + "#" + test.getAttribute("name"))
        .toList();
  }

  private static List<String> leftOut(Element suite) {
    return LEFT_OUT
        .matcher(suite.getTextContent())
        .results()
        .map(found -> found.group(1) + "#" + found.group(2))
        .toList();
  }

  private static boolean has(Element test, String child) {
    return test.getElementsByTagName(child).getLength() > 0;
  }

  private static List<Element> elements(Element parent, String name) {
    var nodes = parent.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> (Element) nodes.item(i))
        .toList();
  }
}
