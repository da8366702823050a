using System.Buffers.Binary;
using System.Text;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.Languages;

public sealed class GoPackagesTests
{
    private const string Modules = "path\texample.org/app\nmod\texample.org/app\t(devel)\t\ndep\texample.org/x/text\tv0.3.6\th1:x=\n"
        + "dep\texample.org/old\tv1.0.0\n=>\texample.org/fork\tv1.1.0\th1:y=\ndep\texample.org/local\tv1.0.0\n=>\t./local\t\t\nbuild\t-compiler=gc\n";

    [Test]
    public void A_go_mod_is_read_with_its_replacements()
    {
        Reading reading = Reading.Of("go.mod", """
            module example.org/app

            go 1.21.0

            require github.com/BurntSushi/toml v1.3.2
            require (
                example.org/x/net v0.1.0 // indirect
                "example.org/old" v1.0.0
                example.org/other v1.0.0
                example.org/local v1.0.0
            )
            exclude example.org/bad v1.0.0
            replace example.org/old => example.org/fork v1.1.0
            replace (
                example.org/other v2.0.0 => example.org/never v9.9.9
                example.org/local v1.0.0 => ../local
            )
            """);

        Assert.That(reading.Packages.Select(p => $"{p.Name} {p.Version}".Trim()), Is.EqualTo(new[]
        {
            "github.com/BurntSushi/toml v1.3.2", "example.org/x/net v0.1.0", "example.org/fork v1.1.0", "example.org/other v1.0.0", "example.org/local",
        }));
        Assert.That(reading.ForDevelopment, Is.Empty, "what is required indirectly is in the program");
        Assert.That(reading.Notes.Single().Message, Does.Contain("'../local'"));
    }

    [Test]
    public void A_go_mod_before_1_17_says_that_it_is_not_whole()
    {
        Assert.That(Reading.Of("go.mod", "module a\ngo 1.16\nrequire b.example/c v1.0.0\n").Notes.Single().Message, Does.Contain("1.17"));
        Assert.That(Reading.IsAccepted("root/go/pkg/mod/b.example/c@v1.0.0/go.mod"), Is.False);
    }

    [Test]
    public void A_program_tells_its_modules_and_a_main_module_without_a_release_has_no_version()
    {
        Reading reading = Reading.Of("usr/bin/app", Inline("go1.21.5", Modules));

        Assert.That(reading.Packages.Select(p => $"{p.Name} {p.Version}".Trim()), Is.EqualTo(new[]
        {
            "stdlib v1.21.5", "example.org/app", "example.org/x/text v0.3.6", "example.org/fork v1.1.0", "example.org/local",
        }));
        Assert.That(reading.Packages[1].Url.Version, Is.Null);
        Assert.That(reading.Notes.Single().Message, Does.Contain("./local"));
    }

    [TestCase(false, 8)]
    [TestCase(true, 8)]
    [TestCase(false, 4)]
    [TestCase(true, 4)]
    public void A_program_of_before_1_18_points_to_its_modules(bool isBigEndian, int pointerSize)
    {
        Reading reading = Reading.Of("usr/bin/app", Pointed("go1.17", Modules, isBigEndian, pointerSize));

        Assert.That(reading.Packages.Select(p => $"{p.Name} {p.Version}".Trim()).Take(3), Is.EqualTo(new[]
        {
            "stdlib v1.17.0", "example.org/app", "example.org/x/text v0.3.6",
        }));
    }

    [TestCase("go1.21rc2", "v1.21.0-rc.2")]
    [TestCase("go1.22", "v1.22.0")]
    [TestCase("go1.22.3 X:boringcrypto", "v1.22.3")]
    public void The_standard_library_has_the_version_that_advisories_write(string version, string semantic)
    {
        Assert.That(Reading.Of("app", Inline(version, Modules)).Packages[0].Version, Is.EqualTo(semantic));
    }

    [Test]
    public void A_Go_that_is_no_release_is_said()
    {
        Reading reading = Reading.Of("app", Inline("devel go1.23-abcdef", Modules));

        Assert.That(reading.Packages.Select(p => p.Name), Does.Not.Contain("stdlib"));
        Assert.That(reading.Notes.Select(n => n.Message), Has.Some.Contains("no release of Go"));
    }

    [Test]
    public void A_program_whose_information_is_cut_off_is_said_and_one_without_is_silent()
    {
        byte[] whole = Inline("go1.21.5", Modules);

        Assert.That(Reading.Of("app", whole[..170]).Notes.Single().Message, Does.Contain("cannot be read"));
        Assert.That(Reading.Of("app", whole[..64]).Notes, Is.Empty);
        Assert.That(Reading.Of("app", Encoding.ASCII.GetBytes("#!/bin/sh\n\u00FF Go buildinf:")).Notes, Is.Empty);
    }

    [TestCase("")]
    [TestCase("path\texample.org/app\nbuild\t-compiler=gc\n")]
    public void A_program_made_without_modules_is_said(string modules)
    {
        Reading reading = Reading.Of("app", Inline("go1.19.8", modules));

        Assert.That(reading.Packages.Single().Name, Is.EqualTo("stdlib"));
        Assert.That(reading.Notes.Single().Message, Does.Contain("without modules"));
    }

    [Test]
    public void The_magic_in_the_text_of_another_program_is_passed_over()
    {
        byte[] program = [.. Inline("x", "")[..64], .. Header(flags: 2), .. new byte[64], .. Inline("go1.21.5", Modules)[64..]];

        Assert.That(Reading.Of("app", program).Packages[0].Version, Is.EqualTo("v1.21.5"));
    }

    [TestCase(60, true)]
    [TestCase(64, false)]
    public void The_magic_is_tried_so_often_and_no_more(int others, bool isFound)
    {
        byte[] empty = Header(flags: 0);
        byte[] program = [.. "\u007FELF"u8, .. new byte[60], .. Enumerable.Repeat(empty, others).SelectMany(b => b), .. Inline("go1.21.5", Modules)[64..]];

        Assert.That(Reading.Of("app", program).Packages.Count > 0, Is.EqualTo(isFound));
        Assert.That(Reading.Of("app", program).Notes, Is.Not.Empty);
    }

    [TestCase(0, true)]
    [TestCase(16 * 1024 * 1024, false)]
    public void Text_of_modules_longer_than_the_bound_is_not_read(int more, bool isRead)
    {
        byte[] program = Inline("go1.21.5", Modules + new string('x', more) + "\n");

        Assert.That(Reading.Of("app", program).Packages.Count > 0, Is.EqualTo(isRead));
        Assert.That(Reading.Of("app", program).Notes.Any(n => n.Message.Contains("cannot be read")), Is.EqualTo(!isRead));
    }

    [TestCase(255, true)]
    [TestCase(256, false)]
    public void Segments_beyond_the_bound_are_not_looked_at(int before, bool isRead)
    {
        byte[] program = Pointed("go1.17.1", Modules, isBigEndian: false, size: 8);
        byte[] table = [.. new byte[before * 56], .. program[64..120]];
        byte[] file = [.. program, .. table];
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(32), (ulong)program.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(56), (ushort)(before + 1));

        Assert.That(Reading.Of("app", file).Packages.Count > 0, Is.EqualTo(isRead));
    }

    private static byte[] Inline(string version, string modules) =>
        [.. "\u007FELF"u8, .. new byte[124], .. Header(flags: 2), .. Prefixed(version), .. Prefixed(Marked(modules)), .. new byte[16]];

    private static byte[] Header(byte flags) => [0xFF, .. " Go buildinf:"u8, 8, flags, .. new byte[16]];

    private static string Marked(string modules) => modules.Length == 0 ? "" : new string('<', 16) + modules + new string('>', 16);

    private static byte[] Prefixed(string text)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write7BitEncodedInt(text.Length);
        writer.Write(Encoding.ASCII.GetBytes(text));
        return stream.ToArray();
    }

    /// <summary>An ELF file with one segment, loaded at 0x10000: header, build information, two string headers, two texts.</summary>
    private static byte[] Pointed(string version, string modules, bool isBigEndian, int size)
    {
        byte[] file = new byte[0x200 + 4096];
        const ulong address = 0x10000;
        string marked = Marked(modules);
        void Put(int at, ulong value, int width)
        {
            for (int i = 0; i < width; i++)
                file[at + i] = (byte)(value >> (8 * (isBigEndian ? width - 1 - i : i)));
        }
        "\u007FELF"u8.CopyTo(file);
        (file[4], file[5]) = ((byte)(size == 8 ? 2 : 1), (byte)(isBigEndian ? 2 : 1));
        Put(size == 8 ? 32 : 28, 64, size);
        Put(size == 8 ? 54 : 42, size == 8 ? 56ul : 32, 2);
        Put(size == 8 ? 56 : 44, 1, 2);
        Put(64, 1, 4);
        Put(64 + (size == 8 ? 8 : 4), 0, size);
        Put(64 + (size == 8 ? 16 : 8), address, size);
        Put(64 + (size == 8 ? 32 : 16), (ulong)file.Length, size);
        Header(flags: (byte)(isBigEndian ? 1 : 0)).CopyTo(file, 0x100);
        file[0x100 + 14] = (byte)size;
        Put(0x110, address + 0x140, size);
        Put(0x110 + size, address + 0x150, size);
        Put(0x140, address + 0x180, size);
        Put(0x140 + size, (ulong)version.Length, size);
        Put(0x150, address + 0x200, size);
        Put(0x150 + size, (ulong)marked.Length, size);
        Encoding.ASCII.GetBytes(version).CopyTo(file, 0x180);
        Encoding.ASCII.GetBytes(marked).CopyTo(file, 0x200);
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(file), Is.EqualTo(0x464C457F));
        return file;
    }
}
