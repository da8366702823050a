using System.Globalization;

namespace ContainerSecurity.Rules;

/// <summary>A minor version of Kubernetes 1, such as v1.37.</summary>
/// <param name="Minor">The minor version, from 0.</param>
public readonly record struct KubernetesVersion(int Minor) : IComparable<KubernetesVersion>
{
    /// <summary>The newest version whose standards are known.</summary>
    public static KubernetesVersion Latest => new(37);

    /// <summary>Reads <c>v1.30</c>, <c>1.30</c>, <c>v1.30.2</c> or <c>latest</c>; a version newer than the newest known is judged as that.</summary>
    public static bool TryParse(string text, out KubernetesVersion version)
    {
        version = Latest;
        if (string.Equals(text, "latest", StringComparison.OrdinalIgnoreCase))
            return true;
        string[] parts = (text ?? "").TrimStart('v', 'V').Split('.');
        if (parts.Length is < 2 or > 3 || parts[0] != "1" || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor))
            return false;
        version = new KubernetesVersion(minor);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(KubernetesVersion other) => Minor.CompareTo(other.Minor);

    /// <inheritdoc/>
    public override string ToString() => $"v1.{Minor}";

    /// <summary>Whether the version is older.</summary>
    public static bool operator <(KubernetesVersion left, KubernetesVersion right) => left.Minor < right.Minor;

    /// <summary>Whether the version is newer.</summary>
    public static bool operator >(KubernetesVersion left, KubernetesVersion right) => left.Minor > right.Minor;

    /// <summary>Whether the version is older or the same.</summary>
    public static bool operator <=(KubernetesVersion left, KubernetesVersion right) => left.Minor <= right.Minor;

    /// <summary>Whether the version is newer or the same.</summary>
    public static bool operator >=(KubernetesVersion left, KubernetesVersion right) => left.Minor >= right.Minor;
}
