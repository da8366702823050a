using System.Text.Json;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec scan --framework</c>.</summary>
[NonParallelizable]
public class FrameworkTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: b, image: \"a:1\", securityContext: {privileged: true}}]}\n";
    private const string Role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: a}\nrules: [{apiGroups: [\"\"], resources: [pods], verbs: [get]}]\n";

    [TestCase("cis-kubernetes", "5.2.2", "fail")]
    [TestCase("cis-kubernetes", "5.2.3", "pass")]
    [TestCase("cis-kubernetes", "1.1.1", "notJudged")]
    [TestCase("nsa", "1.2", "fail")]
    [TestCase("nist-800-190", "3.4.3", "fail")]
    [TestCase("pss", "privileged", "fail")]
    [TestCase("cis-docker", "5.5", "notJudged")]
    public void Controls_are_reported(string framework, string control, string status)
    {
        (_, string output, _) = Run(Pod, "scan", "-", "--framework", framework, "--format", "json");
        JsonElement found = JsonDocument.Parse(output).RootElement.GetProperty("framework").GetProperty("controls").EnumerateArray()
            .Single(c => c.GetProperty("id").GetString() == control);

        Assert.That(found.GetProperty("status").GetString(), Is.EqualTo(status));
    }

    [TestCase("text", "5.2.2  No privileged containers (1 finding)")]
    [TestCase("markdown", "| 5.2.2 | fail |")]
    [TestCase("junit", "5.2.2 No privileged containers")]
    [TestCase("sarif", "\"taxonomies\"")]
    [TestCase("html", "<td>fail</td>")]
    [TestCase("github", "::notice title=cis-kubernetes::")]
    public void Every_format_has_them(string format, string text) =>
        Assert.That(Run(Pod, "scan", "-", "--framework", "cis-kubernetes", "--format", format).Output, Does.Contain(text));

    [Test]
    public void Exit_code_is_that_of_every_scan() =>
        Assert.Multiple(() =>
        {
            Assert.That(Run(Pod, "scan", "-", "--framework", "pss").Code, Is.EqualTo(1));
            Assert.That(Run(Role, "scan", "-", "--framework", "pss").Code, Is.Zero);
            Assert.That(Run("a: [", "scan", "-", "--framework", "pss").Code, Is.EqualTo(2));
            Assert.That(Run(Pod, "scan", "-", "--framework", "cis").Code, Is.EqualTo(2));
        });

    [Test]
    public void Rules_of_no_control_do_not_run() =>
        Assert.That(Run(Pod, "scan", "-", "--framework", "pss", "--format", "json").Output, Does.Not.Contain("CSEC6001"));

    private static (int Code, string Output, string Error) Run(string text, params string[] args)
    {
        using var input = new StringReader(text);
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (CommandLine.Run(args, input, output, error), output.ToString(), error.ToString());
    }
}
