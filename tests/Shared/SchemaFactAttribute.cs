using System.Xml;
using System.Xml.Schema;

namespace Ductus.Tests.Shared;

/// <summary>A test that needs the official schemas under <c>$DUCTUS_SCHEMAS</c>; skipped, and saying so, where that is not set.</summary>
internal sealed class SchemaFactAttribute : FactAttribute
{
    public SchemaFactAttribute(bool needsData = false)
    {
        if (Folder.Length == 0)
            Skip = "Needs schemas: set DUCTUS_SCHEMAS to their folder.";
        else if (needsData && DataFactAttribute.Folder.Length == 0)
            Skip = DataFactAttribute.WhySkipped;
    }

    private static string Folder => Environment.GetEnvironmentVariable("DUCTUS_SCHEMAS") ?? "";

    /// <summary>What a schema has against a file; empty where nothing.</summary>
    /// <param name="schema">File name of the schema, such as <c>page-2019-07-15.xsd</c>.</param>
    /// <param name="xml">The file.</param>
    public static IReadOnlyList<string> Faults(string schema, byte[] xml)
    {
        var problems = new List<string>();
        // ALTO's schema wants that of XLink by an address on the web: an empty one stands for it.
        var schemas = new XmlSchemaSet { XmlResolver = null };
        schemas.Add("http://www.w3.org/1999/xlink", XmlReader.Create(new StringReader("""
            <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xlink="http://www.w3.org/1999/xlink" targetNamespace="http://www.w3.org/1999/xlink">
              <xsd:attributeGroup name="simpleLink"><xsd:attribute name="href" type="xsd:anyURI"/></xsd:attributeGroup>
            </xsd:schema>
            """)));
        schemas.Add(null, XmlReader.Create(Path.Combine(Folder, schema)));
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas, ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings };
        settings.ValidationEventHandler += (_, fault) => problems.Add($"{fault.Exception.LineNumber}: {fault.Message}");
        using XmlReader reader = XmlReader.Create(new MemoryStream(xml), settings);
        while (reader.Read())
        {
        }
        return problems;
    }
}
