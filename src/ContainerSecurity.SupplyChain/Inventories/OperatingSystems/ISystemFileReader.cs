namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>Reads files by which an operating system tells what it is and which packages it has.</summary>
internal interface ISystemFileReader
{
    /// <summary>Whose database of packages the files are; none where they are something else.</summary>
    PackageSystem Database => PackageSystem.None;

    /// <summary>Whether a file is one of these, by its path from the root, without a slash before it.</summary>
    bool Accepts(string path);

    /// <summary>Reads a file. What cannot be read is said in notes; no content makes it throw.</summary>
    FileRecords Read(string path, ReadOnlyMemory<byte> content, ReadingScope scope);
}
