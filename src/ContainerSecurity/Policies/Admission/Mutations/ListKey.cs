using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>The fields that tell the items of a keyed list apart.</summary>
internal static class ListKey
{
    /// <summary>The value of one key; the null value where the item has none.</summary>
    public static CelValue Of(CelValue item, string key) =>
        item.Find(key) is { Kind: not CelKind.Null } value ? value
        : key == "protocol" ? CelValue.From("TCP") // A port without a protocol is one of TCP.
        : CelValue.Null;

    /// <summary>A text that two items share where they are the same: by their keys, or by their values where the list has none.</summary>
    public static string TextOf(CelValue item, string[] keys) =>
        keys.Length == 0 ? item.ToString() : string.Join("\0", keys.Select(k => Of(item, k).ToString()));
}
