using System.Text;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;
using ContainerSecurity.Tests.Resources;

namespace ContainerSecurity.Tests.Sources;

/// <summary>Files of other programs that describe containers: whatever stands in them, they are read, and what is dangerous is found or said.</summary>
public class PlaceFormatTests
{
    private const int Inputs = 3_000;

    /// <summary>A file of each kind, with a mark where a container may be made privileged.</summary>
    private static readonly (string Name, string Text)[] Seeds =
    [
        (".github/workflows/ci.yml", "on: push\nenv: {A: b}\njobs:\n  build:\n    runs-on: ubuntu-latest\n    container:\n      image: node:22\n      env:\n        A: ${{ secrets.A }}\n"
            + "      options: --cpus 1 --privileged\n    services:\n      db:\n        image: postgres:17\n        options: >-\n          --health-cmd x\n          --privileged\n"
            + "    steps:\n    - uses: docker://alpine:3\n    - run: |\n        docker run --privileged a:1\n"),
        ("action.yml", "name: a\nruns:\n  using: composite\n  steps:\n  - run: docker run --privileged a:1\n    shell: bash\n"),
        (".gitlab-ci.yml", "include: [{local: a.yml}]\ndefault:\n  image: {name: a:1, docker: {user: root}}\nbuild:\n  services: [{name: b:1, variables: {A: b}}]\n"
            + "  script:\n  - !reference [.a, script]\n  - [docker run --privileged a:1]\n"),
        ("azure-pipelines.yml", "resources:\n  containers:\n  - container: c\n    image: a:1\n    options: --privileged\n    volumes: [/a:/b]\njobs:\n- job: a\n  container: c\n"
            + "  services: {db: {image: b:1, options: --privileged}}\n  steps:\n  - bash: docker run --privileged a:1\n"),
        (".devcontainer/devcontainer.json", "// x\n{\n  \"image\": \"a:1\",\n  \"capAdd\": [\"ALL\"], \"mounts\": [\"source=/,target=/x,type=bind\", {\"source\": \"/\"}],\n"
            + "  \"runArgs\": [\"--privileged\"], \"features\": {\"ghcr.io/a/b:1\": {}}, \"initializeCommand\": [\"docker\", \"run\", \"--privileged\", \"a:1\"]\n}\n"),
        ("web.container", "[Unit]\nDescription=x\n[Container]\nImage=a:1\nPodmanArgs=--cpus 1 \\\n  --privileged\nAddCapability=\nVolume=%h/x:/y\n[Service]\nMemoryMax=1G\n"),
        ("x.container.d/a.conf", "[Container]\nPodmanArgs=--privileged\n"),
        ("docker-bake.hcl", "variable \"A\" { default = \"x\" }\ntarget \"a\" {\n  args = { A = upper(A), B = <<-E\n    x\n  E\n  }\n  entitlements = [\"security.insecure\"]\n}\n"),
        ("docker-bake.json", "{\"variable\": {\"A\": {\"default\": \"x\"}}, \"target\": {\"a\": {\"entitlements\": [\"security.insecure\"], \"args\": {\"A\": null}}}}"),
    ];

    private static IEnumerable<TestCaseData> Names => Seeds.Select(s => new TestCaseData(s.Name));

    [TestCaseSource(nameof(Names))]
    public void Damaged_file_is_judged_or_refused(string name)
    {
        string seed = Array.Find(Seeds, s => s.Name == name).Text;
        var random = new Random(20261130);
        var reader = new SourceReader();

        for (int i = 0; i < Inputs; i++)
        {
            string input = DamagedText.Of(seed, random);
            SourceContent content = reader.Read(input, name);
            Assert.That(content.Errors.Where(e => e.IsFault).Select(e => e.Message), Is.Empty, input);
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Every_privilege_of_a_whole_file_is_found(string name)
    {
        string seed = Array.Find(Seeds, s => s.Name == name).Text;
        string[] lines = seed.Split('\n');
        IEnumerable<int> wanted = Enumerable.Range(1, lines.Length)
            .Where(l => lines[l - 1].Contains("rivileged", StringComparison.Ordinal) || lines[l - 1].Contains("security.insecure", StringComparison.Ordinal));

        Decision decision = Told.Of(seed, name);

        IEnumerable<int> found = decision.Findings.Where(f => f.Finding.Rule.Id is "CSEC2001" or "CSEC8023").Select(f => f.Finding.Location.Span.Line).Distinct();
        Assert.That(decision.Errors, Is.Empty);
        Assert.That(found, Is.SupersetOf(wanted));
    }

    [Test]
    public void Option_is_found_among_any_others()
    {
        string[] others = ["--cpus 1", "-e A=b", "--env 'A=b c'", "-v data:/data", "--health-cmd \"x --y\"", "--init", "-it", "--name=x", "${{ inputs.more }}", "--label a"];
        var random = new Random(7);
        for (int i = 0; i < 300; i++)
        {
            string[] before = [.. Enumerable.Range(0, random.Next(5)).Select(_ => others[random.Next(others.Length)])];
            string[] after = [.. Enumerable.Range(0, random.Next(5)).Select(_ => others[random.Next(others.Length)])];
            string options = string.Join("  ", [.. before, "--privileged", .. after]);
            string text = $"jobs:\n  a:\n    container:\n      image: a:1\n      options: {options}\n";

            Assert.That(Told.At(text, ".github/workflows/a.yml"), Has.Member($"CSEC2001@{Told.Place(text, "--privileged")}"), options);
        }
    }

    [Test]
    public void Deep_nesting_is_refused_and_no_crash()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 100_000)), objects = string.Concat(Enumerable.Repeat("{a=", 100_000));
        var reader = new SourceReader();

        Assert.That(reader.Read($"target \"a\" {{\n  args = {deep}\n}}\n", "docker-bake.hcl").Errors, Is.Not.Empty);
        Assert.That(reader.Read($"target \"a\" {{\n  args = {objects}\n}}\n", "docker-bake.hcl").Errors, Is.Not.Empty);
        Assert.That(reader.Read(string.Concat(Enumerable.Repeat("a {\n", 100_000)), "docker-bake.hcl").Errors, Is.Not.Empty);
        Assert.That(reader.Read("a" + string.Concat(Enumerable.Repeat(" \"b\"", 100_000)) + " {}\n", "docker-bake.hcl").Errors, Is.Not.Empty);
        Assert.That(
            reader.Read($"target \"a\" {{\n  network = \"{string.Concat(Enumerable.Repeat("${\"", 50_000))}\n}}\n", "docker-bake.hcl").Errors,
            Is.Not.Empty);
    }

    [Test]
    public void Too_many_containers_are_said()
    {
        string text = "jobs:\n  a:\n    steps:\n    - run: |\n" + string.Concat(Enumerable.Repeat("        docker run a:1\n", 6_000));
        SourceContent content = new SourceReader().Read(text, ".github/workflows/a.yml");

        Assert.That(content.Resources, Has.Count.EqualTo(5_001));
        Assert.That(content.Errors.Select(e => e.Span.Line), Is.EqualTo(new[] { 5_005 }));
    }

    [Test]
    public void Too_many_settings_of_a_unit_are_said()
    {
        string text = "[Container]\n" + string.Concat(Enumerable.Repeat("Environment=A=b\n", 20_001)) + "PodmanArgs=--privileged\n";
        SourceContent content = new SourceReader().Read(text, "a.container");

        Assert.That(content.Errors.Select(e => e.Span.Line), Is.EqualTo(new[] { 20_002 }));
    }

    [Test]
    public void Notes_of_one_file_are_bounded()
    {
        string text = "jobs:\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"  a{i}:\n    uses: a/b/.github/workflows/{i}.yml@main\n"));

        Assert.That(new SourceReader().Read(text, ".github/workflows/a.yml").Notes, Has.Count.EqualTo(50));
    }

    [TestCase("jobs:\n  a:\n    steps:\n    - run: docker {0}\n", "${{ ", ".github/workflows/a.yml")]
    [TestCase("jobs:\n  a:\n    container:\n      image: a\n      options: x {0}\n", "-p 1:{1} ", ".github/workflows/a.yml")]
    [TestCase("target \"a\" {\n  args = {\n{0}\n}\n}\n", "a{1} = \"${x}\"\n", "docker-bake.hcl")]
    [TestCase("[Container]\nPodmanArgs={0}\n", "--sysctl a.b{1}=1 ", "a.container")]
    public void Reading_grows_no_faster_than_the_text(string frame, string piece, string name)
    {
        string Text(int pieces) => frame.Replace("{0}", string.Concat(Enumerable.Range(1, pieces).Select(i => piece.Replace("{1}", $"{i}", StringComparison.Ordinal))),
            StringComparison.Ordinal);
        long Allocated(string text)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = new SourceReader().Read(text, name);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        _ = Allocated(Text(10));
        Assert.That(Allocated(Text(8_000)), Is.LessThan(12 * Allocated(Text(1_000))));
    }

    [TestCase(SourceType.Pipeline)]
    [TestCase(SourceType.DevContainer)]
    [TestCase(SourceType.Quadlet)]
    [TestCase(SourceType.Bake)]
    public void File_that_is_named_and_is_none_is_an_error(SourceType type) =>
        Assert.That(new SourceReader(new SourceReaderOptions { Type = type }).Read("a: 1\n", "a.txt").Errors, Is.Not.Empty);

    [Test]
    public void Byte_order_mark_hides_nothing()
    {
        foreach ((string name, string text) in Seeds.Where(s => s.Name != "docker-bake.json"))
        {
            using var stream = new MemoryStream([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);
            Assert.That(new SourceReader().Read(stream, name).Resources, Has.Count.GreaterThan(1), name);
        }
    }
}
