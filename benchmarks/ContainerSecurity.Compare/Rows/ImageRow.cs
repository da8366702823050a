using ContainerSecurity.Compare.Measuring;
using ContainerSecurity.Compare.Reporting;

namespace ContainerSecurity.Compare.Rows;

/// <summary>Layers of an image read and searched, beside <c>tar -tzf</c>, which only lists them.</summary>
internal sealed class ImageRow : IRow
{
    public string Name => "image";

    public Section Measure(Session session)
    {
        (int layers, int megabytes) = session.Options.IsQuick ? (2, 15) : (4, 40);
        string folder = session.Data.Image(layers, megabytes);
        var section = new Section("Layers of an image",
            $"{layers} gzip layers of {megabytes} MB of files each, two thirds of them texts, "
            + "none a distribution's, so that every text is searched; all digests are compared.");
        MeasuredProgram ours = session.Native("csec image, native", "image", "oci:" + folder);
        string[] blobs = [.. Directory.EnumerateFiles(Path.Combine(folder, "blobs", "sha256"))
            .Where(f => new FileInfo(f).Length > 1_000_000).Order(StringComparer.Ordinal)];
        var tar = new MeasuredProgram("tar -tzf of each layer", "sh", ["-c", "for layer; do tar -tzf \"$layer\" || exit 2; done", "sh", .. blobs]);

        Rounds rounds = session.Run(ours, tar);
        section.Rounds.Add(rounds);
        section.Figures.Add(new("image", "image layers read and searched, processor time / `tar -tzf`",
            rounds.ProcessorRatio(ours, tar), Unit.Ratio, new Bar(1.2, 1.0)));
        section.Figures.Add(new("image-megabyte", "a megabyte of an image's files, processor time",
            rounds.Processor(ours).Times(1.0 / (layers * megabytes)), Unit.Milliseconds));
        section.Figures.Add(new("image-peak", "peak memory of an image's reading", rounds.Memory(ours), Unit.Megabytes));
        return section;
    }
}
