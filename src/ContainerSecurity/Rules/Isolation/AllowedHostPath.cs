using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>
/// A folder of the host that a policy allows, with what lies below it: <c>/srv/data</c>, or <c>/var/log:ro</c> where it
/// may only be read. Whole segments are compared, and a path with <c>..</c>, or one that is relative, is in no folder.
/// </summary>
/// <param name="text">The text in the policy.</param>
internal sealed class AllowedHostPath(string text)
{
    private const string ReadOnlyMark = ":ro";

    /// <summary>What a policy may write.</summary>
    private static readonly ParameterKind Kind = new(
        "list of folders of the host",
        "a list of absolute paths, each with :ro behind it where it may only be read, such as /srv/data or /var/log:ro",
        text => ParameterKinds.EmptyOrLong(text) ?? (ProblemOf(text) is { } problem ? $"'{ParameterKinds.Shown(text)}' {problem}" : null))
    { IsList = true, Pattern = "^/[^:*?\\[\\]]*(:ro)?$" };

    /// <summary>The folders of the host that a policy allows, for every rule over them.</summary>
    public static RuleParameter<IReadOnlyList<AllowedHostPath>> Parameter { get; } = RuleParameter.List(
        "allowedHostPaths",
        "The folders and files of the host that may be mounted, each with what lies below it.",
        Kind,
        static text => new AllowedHostPath(text));

    /// <summary>The folder, normalised.</summary>
    public string Folder { get; } = HostFolder.Normalize(Strip(text));

    /// <summary>Whether the folder may only be read.</summary>
    public bool IsReadOnly { get; } = text.EndsWith(ReadOnlyMark, StringComparison.Ordinal);

    /// <summary>The folder as the policy writes it.</summary>
    public override string ToString() => text;

    /// <summary>Whether the policy allows a volume: a folder holds it, which no container of the pod writes to where it may only be read.</summary>
    public static bool Allows(Volume volume, RuleContext context)
    {
        AllowedHostPath[] holding = [.. Holding(volume, context)];
        return Array.Exists(holding, h => !h.IsReadOnly)
            || (holding.Length > 0 && context.Resource is Workload workload && IsOnlyRead(volume, workload));
    }

    /// <summary>Whether the policy allows that containers write to a volume.</summary>
    public static bool AllowsWriting(Volume volume, RuleContext context) => Holding(volume, context).Any(h => !h.IsReadOnly);

    /// <summary>What the policy allows, to be put behind the other things that are allowed; nothing where it names no folder.</summary>
    public static Message Further(RuleContext context)
    {
        IReadOnlyList<AllowedHostPath> allowed = context.Parameters.Get(Parameter);
        if (allowed.Count == 0)
            return "";
        return $", or a folder that the policy allows ({string.Join(", ", allowed)})";
    }

    private static IEnumerable<AllowedHostPath> Holding(Volume volume, RuleContext context) =>
        volume.HostPath.IsKnown && HostFolder.IsPlain(volume.HostPath.Value)
            ? context.Parameters.Get(Parameter).Where(a => HostFolder.IsWithin(HostFolder.Normalize(volume.HostPath.Value), [a.Folder]))
            : [];

    /// <summary>Whether no container surely or maybe writes to a volume; one that mounts what is not known may.</summary>
    private static bool IsOnlyRead(Volume volume, Workload workload) =>
        !workload.MayHoldMoreContainers
        && workload.Containers.All(c => !c.View.Views("volumeMounts").IsOpen && c.Mounts.All(m => m.ReadOnly.Is(true) || IsOther(m.Name, volume.Name)));

    private static bool IsOther(Field<string> mounted, Field<string> name) => mounted.IsKnown && name.IsKnown && mounted.Value != name.Value;

    private static string Strip(string text) =>
        text.EndsWith(ReadOnlyMark, StringComparison.Ordinal) ? text.Substring(0, text.Length - ReadOnlyMark.Length) : text;

    private static string? ProblemOf(string text)
    {
        string path = Strip(text);
        return !path.StartsWith("/", StringComparison.Ordinal) ? "is no absolute path"
            : path.Split('/').Any(s => s is "." or "..") ? "has . or .. in it"
            : path.IndexOfAny(['*', '?', '[', ']']) >= 0 ? "is a pattern; a folder stands for all below it"
            : path.IndexOf(':') >= 0 || path.IndexOf('\\') >= 0 || path.Any(char.IsControl) ? "holds what no path has"
            : null;
    }
}
