using ContainerSecurity.Docker.Access.Bodies;
using ContainerSecurity.Docker.Endpoints;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Docker.Access.Files;

/// <summary>Reads which configurations a permission lets create: <c>policy</c>, a profile or a file, and <c>fields</c>.</summary>
internal sealed class RulesReader(FileWords words, List<DocumentError> errors, Func<string, string> readFile, string path)
{
    private const string None = "none";
    private static readonly Dictionary<string, Profile> Profiles = new(StringComparer.Ordinal)
    {
        ["baseline"] = Profile.Baseline,
        ["restricted"] = Profile.Restricted,
        ["recommended"] = Profile.Recommended,
        ["all"] = Profile.All,
    };

    /// <summary>The fields that a permission may name.</summary>
    public static readonly string[] GuardedFields = [.. DockerEndpoints.All.SelectMany(BodyGuard.Of).Select(g => g.Field)
        .Distinct().Order(StringComparer.Ordinal)];
    private readonly Dictionary<string, Policy?> read = new(StringComparer.Ordinal);

    /// <summary>The rules that a view names; those of the profile baseline where it names no policy.</summary>
    public DockerContainerRules Read(NodeView view)
    {
        IReadOnlyList<string> fields = words.Texts(view, "fields", f => f == "*" ? null : FileWords.OneOf("guarded field", GuardedFields)(f));
        Field<string> policy = view.Text("policy");
        if (policy.Is(None))
            return new DockerContainerRules(None, null, ["*"]);
        string name = policy.Or("baseline");
        if (!policy.IsKnown && fields.Count == 0)
            return DockerContainerRules.Baseline;
        return new DockerContainerRules(name, Profiles.TryGetValue(name, out Profile profile) ? OfProfile(name, profile) : Load(name, policy), fields);
    }

    private static Policy OfProfile(string name, Profile profile) => Policy.Default with { Name = name, Profile = profile, Enforcement = Enforcement.Deny };

    /// <summary>A policy file, read once however often it is named.</summary>
    private Policy? Load(string name, Field<string> place)
    {
        if (read.TryGetValue(name, out Policy? known))
            return known;
        if (!name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            && !name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            words.Report(place, $"'{name}' is neither a policy file (.yaml, .yml, .json) nor a profile: {string.Join(", ", Profiles.Keys)}, {None}{Suggestion.For(name, [.. Profiles.Keys, None])}.");
            return null;
        }
        string file = Path.IsPathRooted(name) ? name : Path.Combine(Path.GetDirectoryName(path) ?? "", name);
        PolicyReadResult result = new PolicyReader(readFile: readFile).Load(file);
        foreach (DocumentError error in result.Errors)
            errors.Add(error);
        if (!result.IsValid)
            words.Report(place, $"The policy '{name}' is not right.");
        return read[name] = result.IsValid ? result.Policy : null;
    }
}
