using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Fields;

/// <summary>A field of objects of some kinds that a transformer changes.</summary>
/// <param name="Kind">The kinds; an empty part stands for any.</param>
/// <param name="Path">The keys, separated by <c>/</c>; <c>\/</c> is a slash in a key.</param>
/// <param name="IsCreated">Whether the field is made where it is absent.</param>
internal sealed record FieldSpec(GroupVersionKind Kind, string Path, bool IsCreated)
{
    /// <summary>The keys.</summary>
    public string[] Keys { get; } = Split(Path);

    private static string[] Split(string path)
    {
        var keys = new List<string>();
        foreach (string part in path.Split('/'))
            if (keys.Count > 0 && keys[^1].EndsWith('\\'))
                keys[^1] = keys[^1].Substring(0, keys[^1].Length - 1) + "/" + part;
            else
                keys.Add(part);
        return [.. keys];
    }
}
