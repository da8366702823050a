using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Tests.Resources.Images;

public class ImageDocumentTests
{
    private const string Hash = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    private const string Config = $$"""{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{Hash}}","size":2}""";

    [Test]
    public void Error_has_the_place_of_the_field()
    {
        IReadOnlyList<DocumentError> errors = Manifest($$"""
            {
              "schemaVersion": 2,
              "config": {{Config}},
              "layers": [
                {"mediaType": "application/vnd.oci.image.layer.v1.tar",
                 "digest": "{{Hash}}", "size": "2"}]
            }
            """).Errors;
        Assert.That(errors.Select(e => e.ToString()), Is.EqualTo(new[] { "test:6:91: 'size' must be a whole number." }));
    }

    [TestCase("""{"schemaVersion":2,"schemaVersion":2,"config":CONFIG,"layers":[CONFIG]}""", TestName = "a key twice")]
    [TestCase("""{"schemaVersion":2,"config":CONFIG,"layers":[CONFIG],"manifests":[]}""", TestName = "a manifest that is an index as well")]
    [TestCase("""{"schemaVersion":1,"config":CONFIG,"layers":[CONFIG]}""", TestName = "another schema")]
    [TestCase("""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","config":CONFIG,"layers":[CONFIG]}""", TestName = "the type of an index")]
    [TestCase("schemaVersion: 2", TestName = "YAML")]
    [TestCase("""{"schemaVersion":2,"config":CONFIG,"layers":[CONFIG]} {}""", TestName = "two documents")]
    [TestCase("""{"schemaVersion":02,"config":CONFIG,"layers":[CONFIG]}""", TestName = "a number with a leading zero")]
    public void Ambiguous_manifests_are_refused(string json) => Assert.That(Manifest(json.Replace("CONFIG", Config, StringComparison.Ordinal)).Value, Is.Null);

    [TestCase("{}", null, 0, TestName = "as the .NET SDK writes it")]
    [TestCase("""{"os":null,"architecture":null}""", null, 0, TestName = "with nothing in it")]
    [TestCase("""{"os":"linux"}""", null, 1, TestName = "without an architecture")]
    [TestCase("""{"os":"linux","architecture":"arm64"}""", "linux/arm64", 0, TestName = "whole")]
    public void Platform_of_a_descriptor(string platform, string? expected, int errors)
    {
        ImageDocument<Descriptor> read = Read($$"""{"mediaType":"text/plain","digest":"{{Hash}}","size":2,"platform":{{platform}}}""");
        Assert.That(read.Errors, Has.Count.EqualTo(errors));
        Assert.That(read.Value?.Platform?.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Embedded_data_must_fit_its_digest()
    {
        Assert.That(Read($$"""{"mediaType":"text/plain","digest":"{{Hash}}","size":2,"data":"e30="}""").Value!.Data, Is.EqualTo("{}"u8.ToArray()));
        Assert.That(Read($$"""{"mediaType":"text/plain","digest":"{{Hash}}","size":2,"data":"e3s="}""").Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void Step_of_a_layer_passes_over_steps_without_layers()
    {
        ImageConfig config = ImageConfig.Read(Encoding.UTF8.GetBytes($$"""
            {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["{{Hash}}","{{Hash}}"]},
             "history":[{"created_by":"/bin/sh -c #(nop) ADD file:1 in / "},{"created_by":"/bin/sh -c #(nop)  CMD [\"sh\"]","empty_layer":true},{"created_by":"/bin/sh -c rm /x"}] }
            """), "test").Value!;
        Assert.That(new[] { 0, 1, 2 }.Select(i => config.StepOfLayer(i)?.Instruction), Is.EqualTo(new[] { "ADD file:1 in /", "RUN rm /x", null }));
    }

    [TestCase("linux/arm64", "linux/arm64/v8", true)]
    [TestCase("linux/x86_64", "linux/amd64", true)]
    [TestCase("linux/arm/v7", "linux/arm", true)]
    [TestCase("linux/arm/v6", "linux/arm/v7", false)]
    [TestCase("windows/amd64", "linux/amd64", false)]
    public void Platforms_of_one_architecture_are_the_same(string image, string wanted, bool satisfies)
    {
        Assert.That(
            ImagePlatform.TryParse(image, out ImagePlatform? platform)
            && ImagePlatform.TryParse(wanted, out ImagePlatform? asked)
            && platform!.Satisfies(asked!),
            Is.EqualTo(satisfies));
    }

    [TestCase("2015-10-31T22:22:56.015925234Z", true)]
    [TestCase("2015-10-31T22:22:56+02:00", true)]
    [TestCase("2015-10-31", false)]
    [TestCase("2015-10-31 22:22:56Z", false)]
    [TestCase("2015-13-31T22:22:56Z", false)]
    [TestCase("2015-10-31T22:22:56.Z", false)]
    public void Times_are_those_of_RFC_3339(string time, bool isValid) =>
        Assert.That(
            ImageConfig.Read(
                Encoding.UTF8.GetBytes(
                    $$"""{"created":"{{time}}","architecture":"a","os":"b","rootfs":{"type":"layers","diff_ids":[]} }"""),
                "test").Errors,
            isValid ? Is.Empty : Has.Count.EqualTo(1));

    private static ImageDocument<ImageManifest> Manifest(string json) => ImageManifest.Read(Encoding.UTF8.GetBytes(json), "test");

    private static ImageDocument<Descriptor> Read(string json) => Descriptor.Read(Encoding.UTF8.GetBytes(json), "test");
}
