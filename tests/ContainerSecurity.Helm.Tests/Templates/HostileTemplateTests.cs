using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Rendering;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Tests.Templates;

/// <summary>No template runs for ever, fills the memory or ends the process.</summary>
public class HostileTemplateTests
{
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{{-", "-}}", "{{/*", "*/}}", "if ", "else ", "end", "range ", "with ", "define ", "template ", "block ", "include ", "tpl ", "break", "continue",
        "\"a\"", "`b`", "'c'", "$x", " := ", " = ", ".Values", ".a.b", ".", "$", "|", "(", ")", ",", "1", "-2.5", "0x", "1e400", "nil", "true", " ", "\n", "text", "printf ",
        "\"%[9]*.*v\" ", "toYaml ", "dict ", "list ", "index ", "slice ", "lookup ", "uuidv4", "(lookup \"\" \"\" \"\" \"\")", "eq ", "and ", "or ", "not ", "default ", "repeat ", "regexReplaceAll ", "\"(a*)*\" ", "until ", "é", "\uD800", "\0", "{{end}}", "{{if .a}}",
    ];

    [TestCase("{{ define \"a\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" . }}", TestName = "A template that calls itself for ever ends")]
    [TestCase("{{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}", TestName = "A template that includes itself for ever ends")]
    [TestCase("{{ define \"a\" }}{{ include \"b\" . }}{{ end }}{{ define \"b\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}", TestName = "Templates that include each other for ever end")]
    [TestCase("{{ define \"a\" }}{{ tpl \"{{ include \\\"a\\\" . }}\" . }}{{ end }}{{ include \"a\" . }}", TestName = "A template that executes itself as a text for ever ends")]
    [TestCase("{{ range until 10000 }}{{ range until 10000 }}{{ end }}{{ end }}", TestName = "A hundred million rounds of a loop end")]
    [TestCase("{{ range 100000000 }}{{ end }}", TestName = "A hundred million rounds over a number end")]
    [TestCase("{{ until 100000000 }}", TestName = "A sequence of a hundred million numbers ends")]
    [TestCase("{{ repeat 1000000000 \"x\" }}", TestName = "A text repeated a billion times ends")]
    [TestCase("{{ $x := \"x\" }}{{ range until 64 }}{{ $x = print $x $x }}{{ end }}", TestName = "A text that doubles in each round ends")]
    [TestCase("{{ $x := list 1 }}{{ range until 64 }}{{ $x = concat $x $x }}{{ end }}", TestName = "A list that doubles in each round ends")]
    [TestCase("{{ $x := dict }}{{ $_ := set $x \"x\" $x }}{{ toJson $x }}{{ $x | toYaml }}{{ deepCopy $x }}", TestName = "A map that holds itself ends")]
    [TestCase("{{ printf \"%1000000000d\" 1 | len }}{{ fail \"\" }}", TestName = "A field of a billion characters ends")]
    [TestCase("{{ range until 1000 }}{{ $x := derivePassword 1 \"long\" \"p\" \"u\" \"s\" }}{{ end }}", TestName = "A thousand passwords that take their time end")]
    public void A_hostile_template_ends_with_an_error(string template) =>
        Assert.That(() => Render(template), Throws.InstanceOf<TemplateException>());

    [Test]
    public void A_template_whose_branches_all_fail_ends()
    {
        const string Template = "{{ define \"a\" }}{{ if lookup \"\" \"\" \"\" \"\" }}{{ template \"a\" . }}{{ template \"a\" . }}{{ end }}{{ end }}{{ template \"a\" . }}";

        Assert.That(() => Render(Template, new Undecided()), Throws.InstanceOf<TemplateException>());
    }

    [Test]
    public void An_expression_that_goes_back_for_ever_elsewhere_is_answered()
    {
        string template = "{{ regexMatch \"^(a+)+$\" (print (repeat 10000 \"a\") \"b\") }}";

        Assert.That(Render(template), Is.EqualTo("false"));
    }

    [Test]
    public void Nested_parentheses_and_actions_are_bounded() =>
        Assert.Multiple(() =>
        {
            Assert.That(() => Render("{{" + new string('(', 100_000) + "1" + new string(')', 100_000) + "}}"), Throws.InstanceOf<TemplateException>());
            Assert.That(() => Render(string.Concat(Enumerable.Repeat("{{if 1}}", 100_000))), Throws.InstanceOf<TemplateException>());
            Assert.That(() => Render("{{if 1}}" + string.Concat(Enumerable.Repeat("{{else if 1}}", 100_000)) + "{{end}}"), Throws.InstanceOf<TemplateException>());
        });

    [Test]
    public void Whatever_the_template_it_renders_or_fails_as_a_template()
    {
        var random = new Random(27);
        for (int round = 0; round < 20_000; round++)
        {
            string template = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            try
            {
                Render(template, round % 2 == 0 ? null : new Undecided());
            }
            catch (TemplateException)
            {
                // What is no template says so.
            }
            catch (Exception failure)
            {
                Assert.Fail($"{template}: {failure}");
            }
        }
    }

    [Test]
    public void Whatever_a_function_is_given_it_answers_or_fails_as_a_template()
    {
        string[] arguments = ["(lookup \"\" \"\" \"\" \"\")", "(uuidv4)", "(print \"a\" uuidv4)", "(list uuidv4)", "(dict \"a\" uuidv4)", "nil", "\"\"", "\"a\"", "-1", "0", "3", "1.5", "true", "(list)", "(list 1 nil \"a\")", "(dict)", "(dict \"a\" nil)", ".", ".nope", "\"%d%!\"", "\"[\""];
        var random = new Random(27);
        foreach (string function in SprigFunctions.All.Select(f => f.Name).Where(n => !n.StartsWith("gen", StringComparison.Ordinal) && n is not ("bcrypt" or "htpasswd" or "derivePassword")))
            for (int round = 0; round < 120; round++)
            {
                string template = $"{{{{ {function} {string.Join(' ', Enumerable.Range(0, random.Next(0, 5)).Select(_ => arguments[random.Next(arguments.Length)]))} }}}}";
                try
                {
                    Render(template, round % 2 == 0 ? null : new Undecided());
                }
                catch (TemplateException)
                {
                    // What does not fit says so.
                }
                catch (Exception failure)
                {
                    Assert.Fail($"{template}: {failure}");
                }
            }
    }

    private static string Render(string template) => Render(template, null);

    private static string Render(string template, Undecided? undecided)
    {
        var budget = new TemplateBudget { MaximumSteps = 200_000, MaximumCharacters = 4 * 1024 * 1024 };
        var set = new TemplateSet(undecided is null ? SprigFunctions.All : OpenFunctions.Of(SprigFunctions.All)) { MissingKey = MissingKey.Zero, Undecided = undecided };
        set.Add(new ChartFunctions(set, budget).All);
        set.Add(new TemplateText("t", template));
        return set.Execute("t", new MapValue(GoType.Map), budget).Text;
    }
}
