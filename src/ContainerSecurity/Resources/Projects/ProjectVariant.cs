using System.Text.RegularExpressions;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Projects;

/// <summary>What a project says of its image where it is built for one framework, as a document with the places of the project's files.</summary>
internal sealed class ProjectVariant
{
    private static readonly Regex FrameworkName = new(
        @"^net(coreapp)?(?<version>\d{1,2}\.\d{1,2})(-.*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>What a project's image is told by, in the order of the document.</summary>
    private static readonly string[] Told =
    [
        "ContainerBaseImage", "ContainerFamily", "ContainerUser", "ContainerRuntimeIdentifier", "ContainerRuntimeIdentifiers",
        "RuntimeIdentifier", "RuntimeIdentifiers", "ContainerRegistry", "ContainerRepository", "ContainerImageTag", "ContainerImageTags",
        "ContainerWorkingDirectory", "TargetFramework", "TargetFrameworks",
    ];

    /// <summary>From these SDKs on a list of runtimes makes an image for each.</summary>
    private static readonly Version[] FirstMultiPlatform = [new(8, 0, 405), new(9, 0, 102)];

    private readonly ProjectEvaluation project;
    private readonly SdkVersion? sdk;
    private readonly Dictionary<string, DocumentNode> nodes = new(StringComparer.Ordinal);

    public ProjectVariant(ProjectEvaluation project, ProjectElement root, SdkVersion? sdk)
    {
        this.project = project;
        this.sdk = sdk;
        var entries = new List<MappingEntry>();
        foreach (string name in Told)
            if (project.PlaceOf(name) is { } element)
            {
                DocumentNode node = NodeOf(project[name], element);
                nodes[name] = node;
                entries.Add(new MappingEntry(name, element.KeySpan, node));
            }
        (MappingNode variables, Environment) = Pairs("ContainerEnvironmentVariable", root);
        (MappingNode labels, _) = Pairs("ContainerLabel", root);
        entries.Add(new MappingEntry("ContainerEnvironmentVariable", variables.Span, variables));
        entries.Add(new MappingEntry("ContainerLabel", labels.Span, labels));
        if (project.Items.Where(i => Is(i, "ContainerPort") && i.Identity is not null).ToArray() is { Length: > 0 } ports)
            entries.Add(new MappingEntry("ContainerPort", ports[0].Element.KeySpan, new SequenceNode(
                ports[0].Element.File, ports[0].Element.KeySpan, [.. ports.Select(p => Scalar(p.Element.Attributes["Include"], p.Identity!))])));
        Node = new MappingNode(root.File, root.KeySpan, entries, project.IsOpen);
        Labels = new NodeView(Node).Map("ContainerLabel");
        Base = FindBase();
        User = FindUser();
    }

    /// <summary>The document.</summary>
    public MappingNode Node { get; }

    public FieldMap Labels { get; }

    /// <summary>The image that the project's is built on.</summary>
    public Field<string> Base { get; }

    /// <summary>The user of the image.</summary>
    public Field<string> User { get; }

    public IReadOnlyList<EnvironmentVariable> Environment { get; }

    /// <summary>Whether the image is made in a build of its own for each platform.</summary>
    public bool IsMultiPlatform =>
        IsEmpty("ContainerRuntimeIdentifier") && IsEmpty("RuntimeIdentifier")
        && (IsSet("ContainerRuntimeIdentifiers") || (IsEmpty("ContainerRuntimeIdentifiers") && IsSet("RuntimeIdentifiers") && TakesRuntimes));

    /// <summary>Whether the project names a user, or may.</summary>
    public bool NamesUser => !IsEmpty("ContainerUser");

    /// <summary>Whether the user of the base is known.</summary>
    public bool HasUserByBase => !UserOfBase.IsUnknown;

    private Field<string> UserOfBase => DotnetBase.UserOf(Base.IsKnown ? ImageUse.ReferenceOf(Base.Value) : null, Base.Node);

    private bool TakesRuntimes =>
        sdk?.Number is not { } number || number.Major >= 10 || Array.Exists(FirstMultiPlatform, v => v.Major == number.Major && number >= v);

    private bool IsNamed => !IsEmpty("ContainerBaseImage");

    /// <summary>The runtimes that the image is made for; null where that cannot be told, none where the machine decides.</summary>
    private string[]? Runtimes
    {
        get
        {
            foreach (string name in (string[])["ContainerRuntimeIdentifier", "RuntimeIdentifier", "ContainerRuntimeIdentifiers", "RuntimeIdentifiers"])
                if (project[name] is var named && named.IsUnknown)
                    return null;
                else if (named.IsKnown && named.Value.Length > 0)
                    return [.. ProjectExpansion.Split(named.Value)];
            return [];
        }
    }

    private Version? Framework =>
        project["TargetFramework"] is { IsKnown: true } name && FrameworkName.Match(name.Value) is { Success: true } match
        && Version.TryParse(match.Groups["version"].Value, out Version? version)
            ? version : null;

    private Field<string> FindBase()
    {
        if (IsNamed)
            return project["ContainerBaseImage"] is { IsKnown: true } named
                ? Field<string>.Known(named.Value, nodes["ContainerBaseImage"])
                : Field<string>.Unknown(nodes.TryGetValue("ContainerBaseImage", out DocumentNode? there) ? there : null);
        DocumentNode? place = IsSet("ContainerFamily") ? nodes["ContainerFamily"] : PlaceOfFramework;
        bool? isAhead = Flag("PublishAot"), isTrimmed = Flag("PublishTrimmed"), isWhole = Flag("SelfContained"), isInvariant = Flag("InvariantGlobalization");
        bool? isPublishedWhole = Flag("PublishSelfContained");
        Field<string> family = project["ContainerFamily"];
        if (Framework is not { } framework || isAhead is null || isTrimmed is null || isWhole is null || isInvariant is null || isPublishedWhole is null
            || family.IsUnknown || Runtimes is not { } runtimes || !ProjectKinds.IsDotnet(project))
            return Field<string>.Unknown(place);
        int musl = runtimes.Count(r => r.StartsWith("linux-musl", StringComparison.Ordinal));
        if (musl > 0 && musl < runtimes.Length)
            return Field<string>.Unknown(place);
        var choice = new BaseImageChoice
        {
            Framework = framework,
            Sdk = sdk?.Number,
            IsWeb = ProjectKinds.IsWeb(project),
            IsSelfContained = isAhead == true || isWhole == true || isPublishedWhole == true,
            IsTrimmed = isAhead == true || isTrimmed == true,
            IsInvariant = isInvariant == true,
            IsMusl = musl > 0,
            Family = family.Or(""),
        };
        return Field<string>.Known(choice.Image, place);
    }

    private Field<string> FindUser()
    {
        if (NamesUser)
            return project["ContainerUser"] is { IsKnown: true } named
                ? Field<string>.Known(named.Value, nodes["ContainerUser"])
                : Field<string>.Unknown(nodes.TryGetValue("ContainerUser", out DocumentNode? there) ? there : null);
        if (Environment.LastOrDefault(v => v.Name.Is("APP_UID")) is { } number)
            return number.Value.IsMissing ? Field<string>.Unknown(number.Name.Node) : number.Value;
        if (project.HasMore("ContainerEnvironmentVariable") || Runtimes is not { } runtimes)
            return Field<string>.Unknown(Base.Node);
        if (runtimes.Length > 0 && runtimes.All(r => r.StartsWith("win", StringComparison.OrdinalIgnoreCase)))
            return !IsNamed && Framework?.Major >= 8 ? Field<string>.Known("ContainerUser", Base.Node)
                : UserOfBase is { IsKnown: true } windows && windows.Value != DotnetBase.AppUser ? windows
                : Field<string>.Unknown(Base.Node);
        return UserOfBase;
    }

    private DocumentNode? PlaceOfFramework =>
        nodes.TryGetValue("TargetFramework", out DocumentNode? one) ? one : nodes.TryGetValue("TargetFrameworks", out DocumentNode? all) ? all : null;

    private bool IsEmpty(string name) => project[name] is var value && (value.IsMissing || value.Is(""));

    private bool IsSet(string name) => project[name].Is(v => v.Length > 0);

    /// <summary>Whether a property is true; null where that cannot be told.</summary>
    private bool? Flag(string name) => project[name] is var value && value.IsUnknown ? null : value.Is(v => v.Equals("true", StringComparison.OrdinalIgnoreCase));

    private (MappingNode Node, EnvironmentVariable[] Variables) Pairs(string kind, ProjectElement root)
    {
        ProjectItem[] items = [.. project.Items.Where(i => Is(i, kind) && i.Identity is not null)];
        // The last of a name counts.
        var last = new Dictionary<string, ProjectItem>(StringComparer.Ordinal);
        foreach (ProjectItem item in items)
            last[item.Identity!] = item;
        items = [.. items.Where(i => ReferenceEquals(last[i.Identity!], i))];
        var entries = new List<MappingEntry>();
        var variables = new List<EnvironmentVariable>();
        foreach (ProjectItem item in items)
        {
            ProjectText include = item.Element.Attributes.TryGetValue("Include", out ProjectText? written) ? written : item.Element.Text;
            ProjectText place = item.Value ?? include;
            DocumentNode node = item.Value is not null && item.Expanded is null ? new UnknownNode(place.File, place.Span) : Scalar(place, item.Expanded ?? "");
            entries.Add(new MappingEntry(item.Identity!, item.Value is null || item.Value.File == include.File ? include.Span : place.Span, node));
            Field<string> value = node is ScalarNode ? Field<string>.Known(item.Expanded ?? "", node) : Field<string>.Unknown(node);
            variables.Add(new EnvironmentVariable(Field<string>.Known(item.Identity!, node), value, Field<string>.Missing()));
        }
        ProjectElement first = items.Length > 0 ? items[0].Element : root;
        return (new MappingNode(first.File, first.KeySpan, entries, project.HasMore(kind)), [.. variables]);
    }

    private static bool Is(ProjectItem item, string kind) => string.Equals(item.Kind, kind, StringComparison.OrdinalIgnoreCase);

    private static DocumentNode NodeOf(Field<string> value, ProjectElement element) =>
        value.IsKnown ? Scalar(element.Text, value.Value) : new UnknownNode(element.File, element.Text.Span);

    private static ScalarNode Scalar(ProjectText place, string value) => new(place.File, place.Span, value, ScalarStyle.Quoted);
}
