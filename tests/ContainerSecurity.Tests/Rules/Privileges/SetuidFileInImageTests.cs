using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Privileges;

namespace ContainerSecurity.Tests.Rules.Privileges;

public class SetuidFileInImageTests
{
    private const string Own = """
        layers:
        - {id: base, step: ADD rootfs.tar /, files: {usr/bin/su: x}, modes: {usr/bin/su: '4755'}}
        - {step: 'CMD ["bash"]', empty: true}
        - {step: COPY tools /usr/bin/, files: {usr/bin/helper: x, usr/bin/wall: x, usr/bin/plain: x}, modes: {usr/bin/helper: '4755', usr/bin/wall: '2755', usr/bin/plain: '755'}}

        """;

    [Test]
    public void Setuid_and_setgid_files_of_own_layers_are_reported()
    {
        IReadOnlyList<Finding> findings = Manifest.Image(Own).Judge<SetuidFileInImage>();

        Assert.That(findings.Select(f => f.Location.Path), Is.EqualTo(new[] { "/usr/bin/helper", "/usr/bin/wall" }));
        Assert.That(
            findings[0].Message,
            Does.StartWith("Layer 2 (sha256:").And
                .Contain("made by 'COPY tools /usr/bin/'").And
                .Contain("the mode 4755").And
                .Contain("its owner"));
        Assert.That(findings[1].Message, Does.Contain("its group"));
    }

    [Test]
    public void Files_of_the_base_do_not_count_where_it_is_known()
    {
        const string AllInOne = "layers: [{id: base, files: {usr/bin/su: x}, modes: {usr/bin/su: '4755'}}]\n";

        Assert.That(Manifest.Image(AllInOne + "bases: [{name: debian:13, layers: [base]}]").Judge<SetuidFileInImage>(), Is.Empty);
        Assert.That(Manifest.Image(AllInOne).Judge<SetuidFileInImage>(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Bit_that_a_later_layer_takes_away_does_not_count() =>
        Assert.That(
            Manifest.Image(Own
                + "- {step: RUN chmod a-s /usr/bin/helper, files: {usr/bin/helper: x}, deletes: [usr/bin/wall]}").Judge<SetuidFileInImage>(),
            Is.Empty);
}
