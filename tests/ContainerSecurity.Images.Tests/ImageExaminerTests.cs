using System.Text;
using ContainerSecurity.Images.Examination;
using ContainerSecurity.Images.Files;
using ContainerSecurity.Images.Layers;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Images.Inspectors;

namespace ContainerSecurity.Images.Tests;

/// <summary>Who examines an image sees what the inspectors see, in the same pass.</summary>
public class ImageExaminerTests
{
    private const int Large = 17 * 1024 * 1024;

    [Test]
    public async Task Examiner_reads_each_file_from_its_beginning_whatever_inspectors_read_of_it()
    {
        using var layout = new TestLayout();
        string text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"line {i}\n"));
        layout.AddImage("1", new TarBuilder().File("app/notes.txt", text).File("app/.env", "A=1").Folder("app/data").ToArray(), new TarBuilder()
            .File("app/.wh..env").ToArray());
        var examiner = new Recorder();

        Image image = await ImageReader.ReadAsync(layout.Path, new ImageReaderOptions { Examiner = _ => examiner });

        Assert.That(examiner.Seen, Is.EqualTo([("app/notes.txt", text), ("app/.env", "A=1")]));
        Assert.That(image.Vulnerabilities, Is.EqualTo(Recorder.Known));
    }

    [Test]
    public async Task File_of_which_an_inspector_reads_more_than_is_kept_is_read_once_more()
    {
        using var layout = new TestLayout();
        string text = new('x', Large);
        layout.AddImage("1", new TarBuilder().File("large.bin", text).File("small.txt", "small").ToArray());
        var examiner = new Recorder();

        await ImageReader.ReadAsync(layout.Path, new ImageReaderOptions { Examiner = _ => examiner, Inspectors = [new WholeReader()] });

        Assert.That(examiner.Seen.Select(s => (s.Path, s.Text.Length)), Is.EquivalentTo([("large.bin", Large), ("small.txt", 5)]));
    }

    [Test]
    public async Task Examiner_that_wants_nothing_is_asked_at_the_end_all_the_same()
    {
        using var layout = new TestLayout();
        layout.AddImage("1", new TarBuilder().File("a", "a").ToArray());
        var examiner = new Recorder(wantsFiles: false);

        Image image = await ImageReader.ReadAsync(layout.Path, new ImageReaderOptions { Examiner = _ => examiner });

        Assert.That(examiner.Seen, Is.Empty);
        Assert.That(image.Vulnerabilities, Is.EqualTo(Recorder.Known));
    }

    private sealed class Recorder(bool wantsFiles = true) : IImageExaminer
    {
        public static readonly Vulnerability[] Known = [new("CVE-2024-0001", "a", "1")];

        public List<(string Path, string Text)> Seen { get; } = [];

        public bool Wants(ImageLayer layer, LayerEntry entry) => wantsFiles && entry.Type == LayerEntryType.File;

        public async ValueTask ExamineAsync(ImageLayer layer, LayerEntry entry, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(entry.Content, Encoding.UTF8, leaveOpen: true);
            Seen.Add((entry.Path, await reader.ReadToEndAsync(cancellationToken)));
        }

        public ValueTask<ImageExamination> CompleteAsync(ImageFileSystem files, CancellationToken cancellationToken) =>
            new(new ImageExamination { Vulnerabilities = Known });
    }

    private sealed class WholeReader : ILayerInspector
    {
        public long? Wants(LayerFile file) => file.Size;

        public async Task<LayerFile?> InspectAsync(LayerFile file, Stream content, CancellationToken cancellationToken)
        {
            await content.CopyToAsync(Stream.Null, cancellationToken);
            return null;
        }
    }
}
