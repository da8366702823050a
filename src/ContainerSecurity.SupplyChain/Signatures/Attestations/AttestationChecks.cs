using System.Globalization;
using System.Text;

namespace ContainerSecurity.SupplyChain.Signatures.Attestations;

/// <summary>Checks that many want, ready made.</summary>
public static class AttestationChecks
{
    private const string Slsa1 = "https://slsa.dev/provenance/v1";
    private const string Slsa02 = "https://slsa.dev/provenance/v0.2";

    private static readonly string[] BillTypes = ["https://spdx.dev/Document", "https://cyclonedx.org/bom"];

    private static readonly string[] ScanTypes =
        ["https://cosign.sigstore.dev/attestation/vuln/v1", "https://in-toto.io/attestation/vulns"];

    /// <summary>Provenance (SLSA v1 and v0.2) of a builder, a source repository and a ref of it.</summary>
    /// <param name="builder">The builder's id, exactly.</param>
    /// <param name="repository">The source repository's address, exactly; null for any.</param>
    /// <param name="reference">The ref in the repository, such as <c>refs/heads/main</c>, exactly; null for any.</param>
    public static AttestationCheck Provenance(string builder, string? repository = null, string? reference = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(builder);
        string first = $"predicate.runDetails.builder.id == {Literal(builder)}";
        string second = $"predicate.builder.id == {Literal(builder)}";
        if (repository is not null || reference is not null)
        {
            first += $" && ({Source1(repository, reference)})";
            second += $" && {Uri("predicate.invocation.configSource.uri", repository, reference)}";
        }
        return new AttestationCheck(
            $"provenance of {builder}", [Slsa1, Slsa02], $"predicateType == {Literal(Slsa1)} ? ({first}) : ({second})");
    }

    /// <summary>A bill of materials (SPDX or CycloneDX) that holds something.</summary>
    public static AttestationCheck BillOfMaterials() =>
        new("a bill of materials", BillTypes, "size(predicate) > 0");

    /// <summary>A scan for vulnerabilities that is not older than an age, and not from the future by more than 5 minutes.</summary>
    /// <param name="maxAge">The age, more than zero.</param>
    public static AttestationCheck VulnerabilityScan(TimeSpan maxAge)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxAge, TimeSpan.Zero);
        string seconds = ((long)maxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        const string finished = "timestamp(predicate.metadata.scanFinishedOn)";
        return new AttestationCheck(
            $"a scan of the last {maxAge.TotalDays:0.#} days",
            ScanTypes,
            $"{finished} >= now - duration('{seconds}s') && {finished} <= now + duration('300s')");
    }

    /// <summary>
    /// Where a build of SLSA v1 says its source: the workflow (GitHub), a repository, or else the first of what was
    /// resolved. Any of the others that were resolved is a dependency, and no source.
    /// </summary>
    private static string Source1(string? repository, string? reference)
    {
        const string given = "predicate.buildDefinition.externalParameters";
        return $"has({given}.workflow) ? {Fields($"{given}.workflow", repository, reference)} "
            + $": has({given}.repository) ? {Fields(given, repository, reference)} "
            + $": {Uri("predicate.buildDefinition.resolvedDependencies[0].uri", repository, reference)}";
    }

    private static string Fields(string parent, string? repository, string? reference) => string.Join(
        " && ",
        new[]
        {
            repository is null ? null : $"{parent}.repository == {Literal(repository)}",
            reference is null ? null : $"{parent}.ref == {Literal(reference)}",
        }.OfType<string>());

    /// <summary>An address of a source is <c>git+REPOSITORY@REF</c>.</summary>
    private static string Uri(string field, string? repository, string? reference) => (repository, reference) switch
    {
        ({ } at, { } of) => $"{field} in [{Literal($"git+{at}@{of}")}, {Literal($"{at}@{of}")}]",
        ({ } at, null) => $"({field} in [{Literal($"git+{at}")}, {Literal(at)}] || {field}.startsWith({Literal($"git+{at}@")})"
            + $" || {field}.startsWith({Literal($"{at}@")}))",
        _ => $"{field}.endsWith({Literal($"@{reference}")})",
    };

    /// <summary>A text as CEL writes it, whatever is in it.</summary>
    private static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && rune.Value is >= ' ' and not '"' and not '\\' and not 0x7F)
                literal.Append(rune);
            else
                literal.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
        }
        return literal.Append('"').ToString();
    }
}
