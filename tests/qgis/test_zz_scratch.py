from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QScrollArea
from driving import make_cube

def tell(panel, word):
    QTest.qWait(300)
    scroll = panel.find("panelScroll", QScrollArea)
    w = scroll.widget()
    vp = scroll.viewport()
    print(word, "viewport", vp.height(), vp.width(), "widget", w.height(), "hfw", w.heightForWidth(vp.width()), w.layout().totalHeightForWidth(vp.width()), "min", w.minimumSizeHint().height(), "hint", w.sizeHint().height(), "bar", scroll.verticalScrollBar().isVisible(), scroll.verticalScrollBar().maximum())
    lay = w.layout()
    total = 0
    for i in range(lay.count()):
        it = lay.itemAt(i)
        x = it.widget()
        if x is None: 
            print("   stretch", it.geometry().height()); continue
        print("  ", x.objectName(), "h", x.height(), "hfw", x.heightForWidth(vp.width()), "minhfw", x.layout().minimumHeightForWidth(vp.width()), "min", x.minimumSizeHint().height(), "hint", x.sizeHint().height(), "body", x.body.height(), x.header.height())
        col = x.column
        if x.body.isVisible():
            for j in range(col.count()):
                c = col.itemAt(j)
                if not c.isEmpty():
                    print("        ", c.widget().objectName() if c.widget() else c, c.geometry().height(), "hfw", c.heightForWidth(vp.width()-16), "min", c.minimumSize().height(), "hint", c.sizeHint().height(), type(c.widget()).__name__)

def test_scroll(panel, simulated, tmp_path):
    panel.iface.mainWindow().setGeometry(0, 0, 1400, 900)
    tell(panel, "empty")
    panel.open(simulated)
    tell(panel, "open")
    panel.wait(lambda: True)
    QTest.qWait(1500)
    tell(panel, "open later")
