using System.Diagnostics;
using System.Net.Sockets;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Documents;

[Platform(Exclude = "Win")]
public class RegularFileTests
{
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    private string In(string name) => Path.Combine(folder, name);

    private void MakePipe(string name)
    {
        using var made = Process.Start("mkfifo", [In(name)]);
        made.WaitForExit();
    }

    [Test]
    public void Pipe_is_not_opened()
    {
        MakePipe("pipe");
        File.CreateSymbolicLink(In("link"), In("pipe"));
        File.CreateSymbolicLink(In("linked"), "link");

        foreach (string name in new[] { "pipe", "link", "linked" })
        {
            Assert.That(RegularFile.Fault(In(name)), Does.Contain("named pipe"), name);
            Assert.That(() => RegularFile.Open(In(name)), Throws.InstanceOf<IOException>(), name);
            Assert.That(() => RegularFile.ReadText(In(name)), Throws.InstanceOf<IOException>(), name);
        }
    }

    [Test]
    public void Socket_is_not_opened()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(In("s")));

        Assert.That(() => RegularFile.Open(In("s")), Throws.InstanceOf<IOException>().With.Message.Contains("special file"));
    }

    [Test]
    public void Device_without_end_is_not_opened()
    {
        File.CreateSymbolicLink(In("zero"), "/dev/zero");

        Assert.That(() => RegularFile.Open("/dev/zero"), Throws.InstanceOf<IOException>().With.Message.Contains("device"));
        Assert.That(() => RegularFile.Open(In("zero")), Throws.InstanceOf<IOException>().With.Message.Contains("device"));
    }

    [Test]
    public void Link_that_leads_nowhere_or_in_a_circle_is_not_opened()
    {
        File.CreateSymbolicLink(In("nowhere"), In("absent"));
        File.CreateSymbolicLink(In("circle"), In("circle"));

        Assert.That(RegularFile.Fault(In("nowhere")), Does.Contain("no file"));
        Assert.That(RegularFile.Fault(In("circle")), Is.Not.Null);
    }

    [Test]
    public void Folder_and_link_to_one_are_not_opened()
    {
        File.CreateSymbolicLink(In("link"), folder);

        Assert.That(RegularFile.Fault(folder), Does.Contain("folder"));
        Assert.That(RegularFile.Fault(In("link")), Is.Not.Null);
    }

    [Test]
    public void Files_are_opened_empty_ones_and_linked_ones_too()
    {
        File.WriteAllText(In("text"), "\uFEFFa: 1");
        File.WriteAllText(In("empty"), "");
        File.CreateSymbolicLink(In("link"), "text");
        File.CreateSymbolicLink(In("nothing"), "empty");

        Assert.That(RegularFile.ReadText(In("text")), Is.EqualTo("a: 1"));
        Assert.That(RegularFile.ReadText(In("link")), Is.EqualTo("a: 1"));
        Assert.That(RegularFile.ReadText(In("empty")), Is.Empty);
        Assert.That(RegularFile.ReadText(In("nothing")), Is.Empty);
    }

    [Test]
    public void Absent_file_is_not_found()
    {
        Assert.That(RegularFile.Fault(In("absent")), Is.Null);
        Assert.That(() => RegularFile.Open(In("absent")), Throws.InstanceOf<FileNotFoundException>());
    }

    [Test]
    public void Huge_file_is_not_read_as_text()
    {
        using (var file = new FileStream(In("huge"), FileMode.Create))
            file.SetLength(65L * 1024 * 1024);

        Assert.That(() => RegularFile.ReadText(In("huge")), Throws.InstanceOf<IOException>().With.Message.Contains("larger"));
    }

    [Test]
    public void Loop_of_linked_folders_ends()
    {
        Directory.CreateDirectory(In("inner"));
        File.WriteAllText(In("inner/a.yaml"), "");
        Directory.CreateSymbolicLink(In("inner/loop"), folder);

        Assert.That(FileTree.FilesIn(folder), Is.EqualTo(new[] { In("inner/a.yaml") }));
    }
}
