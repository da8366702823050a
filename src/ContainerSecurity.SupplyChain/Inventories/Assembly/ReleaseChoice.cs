namespace ContainerSecurity.SupplyChain.Inventories.Assembly;

/// <summary>Chooses the release among what the files of an image say of it.</summary>
internal static class ReleaseChoice
{
    /// <summary>The release; null where no file that is there names one.</summary>
    public static OperatingSystemRelease? Of(IReadOnlyList<SeenFile> files)
    {
        OperatingSystemRelease? release = files
            .Where(f => !f.IsHidden && f.Records.Release?.Release is not null)
            .OrderBy(f => f.Records.Release!.Rank)
            .FirstOrDefault()?.Records.Release!.Release;
        string? stream = files.LastOrDefault(f => !f.IsHidden && f.Records.Stream is not null)?.Records.Stream;
        return release is { Id: "alpine" } && stream is not null && !IsOf(release.Version, stream) ? release with { Version = stream } : release;
    }

    /// <summary>Whether a version such as 3.20.1 is of a stream such as 3.20.</summary>
    private static bool IsOf(string? version, string stream) =>
        version is not null && (version == stream || version.StartsWith(stream + ".", StringComparison.Ordinal));
}
