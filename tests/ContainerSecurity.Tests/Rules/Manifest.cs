using System.Runtime.ExceptionServices;
using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Compose;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Resources.Pipelines;
using ContainerSecurity.Resources.Projects;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules;

/// <summary>A manifest under test, judged by single rules without any policy.</summary>
internal sealed class Manifest(string yaml)
{
    /// <summary>A Windows pod that sets nothing.</summary>
    public const string WindowsPod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          os: {name: windows}
          containers: [{name: app, image: registry.example/web:1.0}]
        """;

    public string Yaml => yaml;

    /// <summary>Whether the text is a Dockerfile.</summary>
    public bool IsBuild { get; init; }

    /// <summary>Whether the text describes an image, as <see cref="ImageDescription"/> reads it.</summary>
    public bool IsImage { get; init; }

    /// <summary>Whether the text is a .NET project, which may hold the <c>global.json</c> beside it in a comment.</summary>
    public bool IsProject { get; init; }

    /// <summary>Whether the text describes a part of a Docker host, as <see cref="HostDescription"/> reads it.</summary>
    public bool IsHost { get; init; }

    /// <summary>The <c>.dockerignore</c> beside a Dockerfile; null where there is none.</summary>
    public string? Ignore { get; init; }

    public bool IsComplete { get; init; }

    public PodSecurityLevel Level { get; init; }

    public KubernetesVersion Version { get; init; } = KubernetesVersion.Latest;

    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    public Dictionary<string, IReadOnlyList<string>> Parameters { get; } = [];

    /// <summary>A .NET project of a web application, given its properties and items.</summary>
    public static Manifest Project(string text) => new($"<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n{text}\n</Project>") { IsProject = true };

    /// <summary>A Dockerfile.</summary>
    public static Manifest Build(string text, string? ignore = null) => new(text) { IsBuild = true, Ignore = ignore };

    /// <summary>An image, as <see cref="ImageDescription"/> reads it; words for secrets are filled in.</summary>
    public static Manifest Image(string yaml) => new(SyntheticSecrets.In(yaml)) { IsImage = true };

    /// <summary>A part of a Docker host, as <see cref="HostDescription"/> reads it.</summary>
    public static Manifest Host(string yaml) => new(yaml) { IsHost = true };

    /// <summary>A pod with one container called <c>app</c>, given the YAML of further pod and container fields.</summary>
    public static Manifest Pod(string container = "", string pod = "") => new($"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
        {Indent(pod, 2)}
          containers:
          - name: app
            image: registry.example/web:1.0
        {Indent(container, 4)}
        """);

    /// <summary>A pod with one container called <c>app</c> that runs an image, given as YAML.</summary>
    public static Manifest WithImage(string image, params (string Name, IReadOnlyList<string> Values)[] parameters)
    {
        var manifest = new Manifest($"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
            spec:
              containers:
              - name: app
                image: {image}
            """);
        foreach ((string name, IReadOnlyList<string> values) in parameters)
            manifest.Parameters[name] = values;
        return manifest;
    }

    /// <summary>A compose file with one service called <c>web</c>, given the YAML of its fields beside the image.</summary>
    public static Manifest Service(string fields = "", string project = "") => new($"""
        services:
          web:
            image: registry.example/web:1.0
        {Indent(fields, 4)}
        {project}
        """);

    /// <summary>A PersistentVolume called <c>disk</c>, given the YAML of its source.</summary>
    public static Manifest PersistentVolume(string source) => new($$"""
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: disk}
        spec:
          capacity: {storage: 1Gi}
          accessModes: [ReadWriteOnce]
          {{source}}
        """);

    /// <summary>The same manifest, judged with a parameter.</summary>
    public Manifest With(string parameter, params string[] values)
    {
        Parameters[parameter] = values;
        return this;
    }

    public IReadOnlyList<Resource> Resources()
    {
        if (IsImage)
            return [ImageDescription.Read(yaml)];
        if (IsProject)
            return [.. new[] { ContainerProjectReader.Read(new SourceFile("shop.csproj", yaml), BesideProject, [], []) }.OfType<Resource>()];
        if (IsHost)
            return [HostDescription.Read(yaml)];
        if (IsBuild)
            return [DockerfileReader.Read(new SourceFile("Dockerfile", yaml), [], Ignore is null
                ? Field<DockerIgnore>.Missing()
                : Field<DockerIgnore>.Known(new DockerIgnore(Ignore)))];
        DocumentSet documents = new DocumentReader().Read(yaml, "test.yaml");
        Assert.That(documents.Errors, Is.Empty);
        if (documents.Documents.Any(ComposeReader.IsCompose))
            return ComposeReader.Read([documents.File], []);
        if (documents.Documents.FirstOrDefault(AzureReader.IsOne) is MappingNode pipeline)
            return AzureReader.Read(new SourceParts(pipeline, []));
        return [.. documents.Documents.SelectMany(d => KubernetesReader.Read(d, []))];
    }

    private Field<string> BesideProject(string name) =>
        name == ProjectNames.Sdk && Regex.Match(yaml, @"<!-- global\.json: (.*) -->") is { Success: true } sdk
            ? Field<string>.Known(sdk.Groups[1].Value)
            : Field<string>.Missing();

    public IReadOnlyList<Finding> Judge<TRule>()
        where TRule : Rule, new() => Judge(new TRule());

    public IReadOnlyList<Finding> Judge(Rule rule)
    {
        IReadOnlyList<Resource> resources = Resources();
        return Judge(rule, resources, resources);
    }

    /// <summary>Judges one of <see cref="Resources"/> by itself.</summary>
    public IReadOnlyList<Finding> Judge(Rule rule, Resource resource) => Judge(rule, [resource], [resource]);

    private List<Finding> Judge(Rule rule, IEnumerable<Resource> judged, IEnumerable<Resource> all)
    {
        var found = new List<Finding>();
        var findings = new List<Finding>();
        var context = new RuleContext(Version, Level, new ResourceSet(all, IsComplete), found)
        {
            Now = Now,
            TrustedSigners = rule.Descriptor.NeedsTrust ? _ => "the key release.pub" : null,
        };
        var rules = new RuleIndex([new ConfiguredRule(rule, Policy.Default with { Parameters = new Dictionary<string, IReadOnlyList<string>>(Parameters) },
            0)]);
        foreach (Resource resource in judged)
            new ResourceWalk(rules, context, found, (_, e) => ExceptionDispatchInfo.Throw(e)).Walk(resource, (_, finding) => findings.Add(finding));
        return findings;
    }

    private static string Indent(string text, int spaces) =>
        string.Join('\n', text.Split('\n').Where(l => l.Trim().Length > 0).Select(l => new string(' ', spaces) + l));
}
