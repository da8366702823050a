namespace ContainerSecurity.SupplyChain.Inventories.Languages.Npm;

/// <summary>The names that <c>pnpm-lock.yaml</c> has for packages.</summary>
internal static class PnpmKey
{
    /// <summary>
    /// The name and version of a key: <c>/name/1.0.0_peer@2.0.0</c> (version 5), <c>/name@1.0.0(peer@2.0.0)</c> (6) or
    /// <c>name@1.0.0</c> (9).
    /// </summary>
    public static (string? Name, string? Version) Parse(string key)
    {
        string plain = WithoutPeers(key);
        bool isRooted = plain.StartsWith('/');
        plain = plain.TrimStart('/');
        if (NpmSpecifier.Split(plain) is var (name, version) && (!isRooted || !name.AsSpan(name[0] == '@' ? name.IndexOf('/') + 1 : 0).Contains('/')))
            return (name, version);
        int slash = plain.LastIndexOf('/');
        if (!isRooted || slash <= 0)
            return (null, null);
        string last = plain[(slash + 1)..];
        int peers = last.IndexOf('_');
        return (plain[..slash], peers < 0 ? last : last[..peers]);
    }

    /// <summary>A key without the packages that it stands beside.</summary>
    public static string WithoutPeers(string key)
    {
        int peers = key.IndexOf('(');
        return peers < 0 ? key : key[..peers];
    }
}
