using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>The form of what an advisory says of a package.</summary>
internal static class PackageRecord
{
    public static void Write(RecordWriter writer, AffectedPackage package, WordList words)
    {
        writer.Text(package.Name);
        writer.OptionalText(package.Module);
        writer.Byte((byte)package.Status);
        writer.Number(package.Ranges.Count);
        foreach (AffectedRange range in package.Ranges)
            Write(writer, range);
        writer.Texts(package.Versions);
        Write(writer, package.Constraints);
        Write(writer, package.Unaffected);
        writer.Texts(package.FixedVersions);
        SeverityRecord.Write(writer, package.Severities, words);
    }

    public static AffectedPackage Read(ref RecordReader reader, AdvisoryEcosystem ecosystem, IReadOnlyList<string> words) =>
        new(ecosystem, reader.Text())
        {
            Module = reader.OptionalText(),
            Status = reader.Word<VulnerabilityStatus>(),
            Ranges = ReadRanges(ref reader),
            Versions = reader.Texts(),
            Constraints = ReadConstraints(ref reader),
            Unaffected = ReadConstraints(ref reader),
            FixedVersions = reader.Texts(),
            Severities = SeverityRecord.Read(ref reader, words),
        };

    private static void Write(RecordWriter writer, AffectedRange range)
    {
        writer.Flag(range.IsSemantic);
        writer.Number(range.Events.Count);
        foreach (RangeEvent point in range.Events)
        {
            writer.Byte((byte)point.Kind);
            writer.Text(point.Version);
        }
    }

    private static AffectedRange[] ReadRanges(ref RecordReader reader)
    {
        int count = reader.Count();
        if (count == 0)
            return [];
        AffectedRange[] ranges = new AffectedRange[count];
        for (int i = 0; i < count; i++)
        {
            bool isSemantic = reader.Flag();
            RangeEvent[] events = new RangeEvent[reader.Count()];
            for (int at = 0; at < events.Length; at++)
                events[at] = new RangeEvent(reader.Word<RangeEventKind>(), reader.Text());
            ranges[i] = new AffectedRange(isSemantic, events);
        }

        return ranges;
    }

    private static void Write(RecordWriter writer, IReadOnlyList<VersionConstraint> constraints)
    {
        writer.Number(constraints.Count);
        foreach (VersionConstraint constraint in constraints)
        {
            writer.Byte((byte)constraint.Ecosystem);
            writer.Text(constraint.Text);
        }
    }

    private static VersionConstraint[] ReadConstraints(ref RecordReader reader)
    {
        int count = reader.Count();
        if (count == 0)
            return [];
        VersionConstraint[] constraints = new VersionConstraint[count];
        for (int i = 0; i < count; i++)
            constraints[i] = VersionConstraint.TryParse(
                reader.Word<PackageEcosystem>(), reader.Text(), out VersionConstraint? constraint, out _)
                ? constraint
                : throw RecordReader.Broken();
        return constraints;
    }
}
