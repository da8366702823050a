using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Compose;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Tests;

/// <summary>What an input may not exceed; docs/limits.md lists the bounds.</summary>
public sealed class BoundTests
{
    private static readonly PolicyEngine Engine = new(Policy.Create().UseProfile(Profile.All).Build());

    [TestCase(65_000, false)]
    [TestCase(66_000, true)]
    public void Line_of_a_Dockerfile_is_as_long_as_BuildKit_reads_it(int length, bool isError) =>
        Assert.That(Engine.Evaluate($"FROM alpine:3.20\nRUN echo {new string('x', length)}\n", "Dockerfile").Errors, isError ? Is.Not.Empty : Is.Empty);

    [TestCase(900, false)]
    [TestCase(1_100, true)]
    public void Dockerfile_has_at_most_a_thousand_stages(int stages, bool isError) =>
        Assert.That(
            Engine.Evaluate(string.Concat(Enumerable.Repeat("FROM scratch\n", stages)), "Dockerfile").Errors.Select(e => e.Message),
            isError ? Has.Some.Contains("stages") : Has.None.Contains("stages"));

    [TestCase(60, false)]
    [TestCase(70, true)]
    public void Substitutions_of_a_word_nest_at_most_64_deep(int depth, bool isError)
    {
        var expander = new WordExpander(Repeat("${a:-", depth) + "x" + Repeat("}", depth), '\\', _ => VariableValue.Unset);

        Assert.That(expander.Expand(), isError ? Is.Null : Is.EqualTo("x"));
    }

    [TestCase(10, false)]
    [TestCase(300, true)]
    public void Word_grows_to_at_most_256_KiB(int times, bool isError)
    {
        var expander = new WordExpander(Repeat("$a", times), '\\', _ => new VariableValue(true, new string('x', 1024)));

        Assert.That(expander.Expand(), isError ? Is.Null : Has.Length.EqualTo(times * 1024));
    }

    [TestCase(20, false)]
    [TestCase(40, true)]
    public void Variables_of_a_compose_file_nest_at_most_32_deep(int depth, bool isError) =>
        Assert.That(
            Engine.Evaluate($"services:\n  web:\n    image: \"{Repeat("${a:-", depth)}x{Repeat("}", depth)}\"\n", "compose.yaml").Errors.Select(e => e.Message),
            isError ? Has.Some.Contains("nested deeper") : Has.None.Contains("nested deeper"));

    [TestCase(50, false)]
    [TestCase(150, true)]
    public void Compose_file_has_at_most_a_hundred_documents(int documents, bool isError) =>
        Assert.That(
            Engine.Evaluate(Repeat("services: {web: {image: a}}\n---\n", documents), "compose.yaml").Errors.Select(e => e.Message),
            isError ? Has.Some.Contains("documents") : Has.None.Contains("documents"));

    [Test]
    public void Errors_of_a_compose_file_are_counted()
    {
        string services = string.Concat(Enumerable.Range(0, 5_000)
            .Select(i => $"  s{i}: {{image: a, nonsense: 1, volumes: [\"a:b:c:d:e\"], ports: [x], {i}: 1}}\n"));

        Assert.That(Engine.Evaluate("services:\n" + services, "compose.yaml").Errors, Has.Count.InRange(1, 1_000));
    }

    [Test]
    public void Ports_of_a_service_are_counted()
    {
        string ports = string.Join(", ", Enumerable.Range(0, 50).Select(i => $"\"10.0.0.{i}:1-60000:1-60000\""));
        IReadOnlyList<Resource> services = ComposeReader.Read(
            [new SourceFile("compose.yaml", $"services: {{web: {{image: a, ports: [{ports}]}}}}")], [], _ => Field<string>.Missing());

        Assert.That(services.OfType<Workload>().Single().Containers.Single().Ports, Has.Count.EqualTo(4096));
    }

    [Test]
    public void Volume_behind_thousands_of_others_is_judged()
    {
        string volumes = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"      - v{i}:/v{i}\n"));
        string text = $"services:\n  web:\n    image: a\n    volumes:\n{volumes}      - /var/run/docker.sock:/var/run/docker.sock\n";

        Assert.That(Engine.Evaluate(text, "compose.yaml").Findings.Select(f => f.Finding.Message.ToString()), Has.Some.Contains("docker.sock"));
    }

    [TestCase(100, 0)]
    [TestCase(200, 1)]
    public void Value_is_written_to_a_depth_of_128(int depth, int cut)
    {
        CelValue nested = CelValue.From("x");
        for (int i = 0; i < depth; i++)
            nested = CelValue.From(CelList.Of(nested));
        using var text = new StringWriter();
        ValueReport.WriteJson(nested, text);

        Assert.That(text.ToString().Count(c => c == '['), cut == 0 ? Is.EqualTo(depth) : Is.EqualTo(128).Or.LessThan(depth));
    }

    [Test]
    public void Links_that_lead_in_a_circle_lead_to_no_file()
    {
        string folder = Directory.CreateTempSubdirectory("csec-links-").FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "a"), Path.Combine(folder, "b"));
        File.CreateSymbolicLink(Path.Combine(folder, "b"), Path.Combine(folder, "a"));

        Task<bool> leadsOut = Task.Run(() => FileKind.LeadsOut(folder, "a", folder));

        Assert.That(() => leadsOut.WaitAsync(TimeSpan.FromSeconds(20)), Throws.InstanceOf<IOException>().And.Message.Contains("links"));
    }

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));
}
